import type { DegradedReason } from "@holdfast/protocol"
import type { Mood } from "./stand-in.ts"
import { expect, options, test } from "./visit.ts"

/** Whatever keeps a flow from a customer: the built-in step cancels, and the session says why it was degraded. */

const cases: [what: string, Mood, DegradedReason][] = [
  ["answers 500", "broken", "error"],
  ["has no flow", "flowless", "error"],
  ["is slow", "silent", "unreachable"],
  ["answers half", "cut", "unreachable"],
  ["answers a page in HTML", "page", "unreadable"],
  ["answers other JSON", "other", "unreadable"],
]

for (const [what, mood, degraded] of cases) {
  test(`a server that ${what} leaves the built-in step, which cancels without a handler of the page`, async ({
    visit,
  }) => {
    const { flow, standIn } = visit
    standIn.mood.open = mood
    await visit.open(options, "({onError: (error, type) => told.push(type)})")
    await flow.getByRole("button", { name: "Cancel subscription" }).click()
    await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
    expect(await visit.told()).toEqual(["cancel_flow"])
    await expect.poll(() => standIn.actions.map(({ action }) => action)).toEqual(["cancel"])
    await expect.poll(() => standIn.reports.at(-1)?.session).toMatchObject({ canceled: true, degraded })
  })
}

test("a server that is down leaves the built-in step, and is told when it is back", async ({
  page,
  visit,
}) => {
  const { flow, standIn } = visit
  await page.route("**/v1/flow/**", (route) => route.abort())
  await visit.open()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your request is saved" })).toBeVisible()
  await page.unroute("**/v1/flow/**")
  await page.evaluate(() => dispatchEvent(new Event("online")))
  await expect(flow.getByRole("heading", { name: "Your request has arrived" })).toBeVisible()
  await expect
    .poll(() => standIn.reports.at(-1)?.session)
    .toMatchObject({ canceled: true, degraded: "unreachable" })
})

test("a second script that does not come is said as well", async ({ visit }) => {
  const { flow, standIn } = visit
  standIn.mood.flowScript = "gone"
  await visit.open()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect
    .poll(() => standIn.reports.at(-1)?.session)
    .toMatchObject({ canceled: true, degraded: "script" })
})

test("a flow that cannot be drawn is said as well", async ({ visit }) => {
  const { flow, standIn } = visit
  const { openedBy } = standIn
  standIn.openedBy = (request) => {
    const opened = openedBy(request) as { blueprint: { content: { steps: object[] } } }
    opened.blueprint.content.steps[0] = { stepType: "SURVEY", guid: "broken", header: "", description: "" }
    return opened
  }
  await visit.open()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect.poll(() => standIn.reports.at(-1)?.session).toMatchObject({ canceled: true, degraded: "step" })
})

test("a page that lets nothing be shown is said as well, from the press on", async ({ page, visit }) => {
  const { standIn } = visit
  page.on("dialog", (dialog) => dialog.accept())
  await page.addInitScript("Element.prototype.attachShadow = () => { throw new Error('no') }")
  await visit.open(options, "({handleCancel: () => {}, onError: (error, type) => told.push(type)})")
  await expect.poll(() => standIn.reports.length).toBe(2)
  const [asked, answered] = standIn.reports.map(({ session }) => session)
  expect(asked).toMatchObject({ canceled: true, decisionState: "asked", degraded: "page" })
  expect(answered).toMatchObject({ canceled: true, degraded: "page" })
  expect(answered).not.toHaveProperty("decisionState")
  expect(await visit.told()).toEqual(["cancel_flow"])
})

test("a flow that is shown says nothing of it", async ({ visit }) => {
  await visit.open()
  await visit.flow.getByRole("radio").first().waitFor()
  await expect.poll(() => visit.standIn.reports.length).toBeGreaterThan(0)
  expect(visit.standIn.reports.filter(({ session }) => "degraded" in session)).toEqual([])
})
