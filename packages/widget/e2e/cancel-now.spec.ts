import AxeBuilder from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { languages } from "../../../apps/server/src/flow/present/words/choose-words.ts"
import { expect, options, test, type Visit } from "./visit.ts"

/** Where a rule of click to cancel holds, one press cancels from every step. */

test.beforeEach(({ visit }) => {
  visit.standIn.hasCancelNow = true
})

const button = ({ flow }: Visit, name = "Cancel now") => flow.getByRole("button", { name, exact: true })

/** Each step in turn: what leads on from it. */
const ways: [string, (visit: Visit) => Promise<void>][] = [
  [
    "the survey",
    async ({ flow }) => {
      await flow.getByRole("radio", { name: "Something is missing" }).check()
      await flow.getByRole("radio", { name: "Team accounts" }).check()
      await flow.getByRole("button", { name: "Continue" }).click()
    },
  ],
  ["an offer", ({ flow }) => flow.getByRole("button", { name: "No thanks" }).click()],
  ["the free text", ({ flow }) => flow.getByRole("button", { name: "Continue" }).click()],
  ["the confirm step", async () => {}],
]

async function goTo(visit: Visit, step: number) {
  await visit.open()
  for (const [, leave] of ways.slice(0, step)) await leave(visit)
}

const isCanceled = async ({ flow, standIn }: Visit) => {
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeFocused()
  await expect.poll(() => standIn.reports.at(-1)?.session.decisionState ?? null).toBe(null)
  expect(standIn.actions).toMatchObject([{ action: "cancel", body: { cancelAtPeriodEnd: true } }])
}

ways.forEach(([name], step) => {
  test(`on ${name} Cancel now cancels with one press`, async ({ visit }) => {
    await goTo(visit, step)
    await button(visit).click()
    await isCanceled(visit)
    const { session } = visit.standIn.reports.at(-1) ?? {}
    expect(session).toMatchObject({ canceled: true, usedClickToCancel: true })
    expect(session?.stepsViewed).toHaveLength(step + 1)
    // two choices and Continue, then a press a step, then Cancel now
    expect(session?.clicks).toBe([1, 4, 5, 6][step])
  })
})

test("nothing is pressed after the decision, as far as clicks are counted", async ({ visit }) => {
  await visit.open()
  await visit.flow.getByText("Too expensive").click()
  await button(visit).click()
  await isCanceled(visit)
  await visit.flow.getByRole("button", { name: "Back to my account" }).click()
  expect(visit.standIn.reports.at(-1)?.session.clicks).toBe(2)
})

test("without a rule there is no such button, and the record says that none was used", async ({ visit }) => {
  visit.standIn.hasCancelNow = false
  await visit.open()
  await expect(visit.flow.getByRole("radio", { name: "Too expensive" })).toBeVisible()
  await expect(button(visit)).toHaveCount(0)
  await visit.flow.getByRole("radio", { name: "Too expensive" }).check()
  await visit.flow.getByRole("button", { name: "Continue" }).click()
  await expect.poll(() => visit.standIn.reports.at(-1)?.session.usedClickToCancel).toBe(false)
})

test("the page's own handler carries it out, and its listeners are told", async ({ visit }) => {
  await visit.open(
    options,
    `({
      handleCancel: (...given) => void told.push(["handleCancel", given.length]),
      onClose: (results) => told.push(["onClose", results.result, results.usedClickToCancel]),
    })`,
  )
  await button(visit).click()
  await visit.flow.getByRole("button", { name: "Back to my account" }).click()
  expect(await visit.told()).toEqual([
    ["handleCancel", 4],
    ["onClose", "cancel", true],
  ])
  await expect
    .poll(() => visit.standIn.reports.at(-1)?.session)
    .toMatchObject({ customActionHandler: "handleCancel", usedClickToCancel: true })
})

test("on an offer, trying again after a refusal cancels and takes no offer", async ({ visit }) => {
  await visit.open(
    options,
    `(() => {
      let times = 0
      return {
        handleCancel: () => (++times === 1 ? Promise.reject({ message: "Not today" }) : told.push("cancelled")),
        handlePause: () => told.push("paused"),
        handleDiscount: () => told.push("discounted"),
      }
    })()`,
  )
  const { flow, standIn } = visit
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await button(visit).click()
  await expect(flow.getByText("Not today")).toBeVisible()
  await expect
    .poll(() => standIn.reports.at(-1)?.session)
    .toMatchObject({ decisionState: "refused", canceled: false, usedClickToCancel: false })
  await flow.getByRole("button", { name: "Try again" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  expect(await visit.told()).toEqual(["cancelled"])
})

test("with the keyboard alone it is one stop and one press away from the last field", async ({
  page,
  visit,
}) => {
  await visit.open()
  await expect(visit.flow.getByRole("heading", { level: 1 })).toBeFocused()
  // the last stop of the frame comes before the first
  await page.keyboard.press("Shift+Tab")
  await expect(button(visit)).toBeFocused()
  await page.keyboard.press("Enter")
  await isCanceled(visit)
  expect(visit.standIn.reports.at(-1)?.session.clicks).toBe(1)
})

const isInSight = async (page: Page, visit: Visit) => {
  const box = await button(visit).boundingBox()
  const { height = 0, width = 0 } = page.viewportSize() ?? {}
  expect(box).not.toBeNull()
  if (!box) return
  expect(box.y).toBeGreaterThanOrEqual(0)
  expect(box.y + box.height).toBeLessThanOrEqual(height)
  expect(box.x + box.width).toBeLessThanOrEqual(width)
  expect(box.height).toBeGreaterThanOrEqual(44)
}

for (const [device, viewport] of [
  ["phone", { width: 320, height: 480 }],
  ["desk", { width: 1280, height: 720 }],
] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`on a ${device} in ${colorScheme} it stays in sight on a long step, and covers no field`, async ({
      page,
      visit,
    }) => {
      await page.setViewportSize(viewport)
      const survey = visit.standIn.blueprint.content.steps[0]
      if (survey?.stepType !== "SURVEY") throw new Error("the flow begins with its survey")
      const first = survey.survey.choices[0]
      if (!first) throw new Error("the survey has choices")
      survey.survey.choices = Array.from({ length: 30 }, (_, i) => ({
        ...first,
        guid: `choice-${i}`,
        value: `Reason ${i}`,
      }))
      await visit.open({ ...options, colorScheme })
      const reasons = visit.flow.getByRole("radio")
      await expect(reasons).toHaveCount(30)
      await isInSight(page, visit)
      for (const at of [15, 29]) {
        await reasons.nth(at).focus()
        const [reason, now] = [await reasons.nth(at).boundingBox(), await button(visit).boundingBox()]
        if (!reason || !now) throw new Error("both are on the screen")
        expect(reason.y + reason.height).toBeLessThanOrEqual(now.y)
        await isInSight(page, visit)
      }
      const { violations } = await new AxeBuilder({ page }).include("holdfast-flow").analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
    })
  }
}

for (const [code, words] of Object.entries(languages)) {
  test(`in ${code} it says ${words.cancelNow}`, async ({ page, visit }) => {
    await visit.open({ ...options, i18n: { lang: code } })
    await expect(button(visit, words.cancelNow)).toBeVisible()
    await expect(visit.flow.locator("html")).toHaveAttribute("dir", code === "ar" ? "rtl" : "ltr")
    expect(page.viewportSize()).not.toBeNull()
  })
}

test("the request that opens the flow tells the browser's time zone", async ({ browser, visit, page }) => {
  await visit.open()
  await expect(button(visit)).toBeVisible()
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
  expect(visit.standIn.opened[0]?.timeZone).toBe(zone)
  expect(browser.isConnected()).toBe(true)
})

test("where the second script is missing, the built-in step cancels with one press all the same", async ({
  visit,
}) => {
  visit.standIn.mood.flowScript = "gone"
  await visit.open()
  await visit.flow.getByRole("button", { name: "Cancel subscription" }).click()
  await isCanceled(visit)
  expect(visit.standIn.reports.at(-1)?.session).toMatchObject({ usedClickToCancel: false, clicks: 1 })
})
