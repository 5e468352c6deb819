import type { Blueprint } from "@holdfast/protocol/flow"
import type { Page } from "@playwright/test"
import { expect, options, test, type Visit } from "./visit.ts"

/** A handler that answers when the test says so: `answers.yes()`, `answers.no()`. */
const waits = (name: string, more = "") => `(() => {
  const answered = new Promise((resolve, reject) => {
    window.answers = { yes: () => resolve({ message: "Until May." }), no: () => reject(new Error("Not today")) }
  })
  return {
    ${name}: () => { told.push("handler"); return answered },
    onCancel: () => told.push("onCancel"),
    onClose: ({ result, canceled, aborted, decisionState }) => told.push([result, canceled, aborted, decisionState]),
    ${more}
  }
})()`

const answer = (page: Page, which: "yes" | "no") =>
  page.evaluate((name) => {
    ;(window as unknown as { answers: Record<string, () => void> }).answers[name]?.()
  }, which)

const newestOf = ({ standIn }: Visit) =>
  standIn.reports.toSorted((a, b) => a.revision - b.revision).at(-1)?.session
/** What is said of the decision in the newest report. */
const decided = (visit: Visit) => () => {
  const { canceled, aborted = false, acceptedOffer, decisionState = null } = newestOf(visit) ?? {}
  return [canceled, acceptedOffer?.offerType ?? null, aborted, decisionState]
}
const cancelAsked = [true, null, false, "asked"]
const canceled = [true, null, false, null]

/** Leaves the confirm step alone, so that one press cancels. */
function publishConfirm({ standIn }: Visit) {
  const { content } = standIn.blueprint as Blueprint
  content.steps = content.steps.filter((step) => step.stepType === "CONFIRM")
  for (const step of content.steps) if (step.stepType === "CONFIRM") step.confirm.acknowledgement = false
}

const cancelButton = ({ flow }: Visit) => flow.getByRole("button", { name: "Cancel subscription" })
const closeButton = ({ flow }: Visit) => flow.locator(".step").getByRole("button", { name: "Close" })
const slow = ({ flow }: Visit) => flow.getByRole("heading", { name: "This is taking longer than usual" })

test.beforeEach(({ visit }) => publishConfirm(visit))

/** Opens the confirm step and presses the last button. */
async function press(visit: Visit, callbacks: string) {
  await visit.open(options, callbacks)
  await cancelButton(visit).click()
}

test("the press is told before the page's handler is called, and stays asked while it does not answer", async ({
  page,
  visit,
}) => {
  const first = page.waitForResponse(/flow\/report/)
  await visit.open(
    options,
    `(() => {
      const real = window.fetch
      window.fetch = (url, init) => {
        if (String(init.body).includes('"decisionState":"asked"')) told.push("report")
        return real(url, init)
      }
      return { handleCancel: () => { told.push("handler"); return new Promise(() => {}) } }
    })()`,
  )
  await first
  await cancelButton(visit).click()
  await expect.poll(visit.told).toEqual(["report", "handler"])
  await expect.poll(decided(visit)).toEqual(cancelAsked)
})

test("an answer of the handler completes what was asked", async ({ page, visit }) => {
  await press(visit, waits("handleCancel"))
  await expect.poll(decided(visit)).toEqual(cancelAsked)
  await answer(page, "yes")
  await expect(visit.flow.getByText("Until May.")).toBeVisible()
  await expect.poll(decided(visit)).toEqual(canceled)
})

test("a refusal of the handler takes it back, and the customer may ask again", async ({ page, visit }) => {
  await press(visit, waits("handleCancel"))
  await expect.poll(decided(visit)).toEqual(cancelAsked)
  await answer(page, "no")
  await expect(visit.flow.getByText("Not today")).toBeVisible()
  await expect.poll(decided(visit)).toEqual([false, null, false, "refused"])
  // who leaves now has left without a decision
  await page.close({ runBeforeUnload: false })
  await expect.poll(decided(visit)).toEqual([false, null, true, "refused"])
})

test("an offer is asked for until its handler answers", async ({ page, visit }) => {
  const { flow, standIn } = visit
  const { content } = standIn.blueprint as Blueprint
  content.steps = [
    {
      stepType: "OFFER",
      guid: "pause",
      header: "",
      description: "",
      offer: {
        guid: "offer-pause",
        offerType: "PAUSE",
        maxPauseLength: 1,
        pauseInterval: "MONTH",
        copy: { header: "A break?", description: "", cta: "Pause", declineCta: "No thanks" },
      },
    },
    ...content.steps,
  ]
  await visit.open(options, waits("handlePause"))
  await flow.getByRole("button", { name: "Pause", exact: true }).click()
  await expect.poll(decided(visit)).toEqual([false, "PAUSE", false, "asked"])
  expect(newestOf(visit)?.presentedOffers).toMatchObject([{ accepted: true }])
  await answer(page, "no")
  await expect.poll(decided(visit)).toEqual([false, null, false, "refused"])
  expect(newestOf(visit)?.presentedOffers).toMatchObject([{ accepted: false }])
  // and another decision is asked in its place
  await flow.getByRole("button", { name: "Back" }).last().click()
  await flow.getByRole("button", { name: "No thanks" }).click()
  await cancelButton(visit).click()
  await expect.poll(() => standIn.actions).toMatchObject([{ action: "cancel" }])
  await expect.poll(decided(visit)).toEqual(canceled)
})

test("who waits for ten seconds is told so, and may go on waiting", async ({ page, visit }) => {
  await page.clock.install()
  await press(visit, waits("handleCancel"))
  await expect.poll(decided(visit)).toEqual(cancelAsked)
  await expect(visit.flow.getByText("One moment, we are taking care of it")).toBeVisible()
  await expect(slow(visit)).toHaveCount(0)
  await page.clock.fastForward(10_000)
  await expect(slow(visit)).toBeFocused()
  await answer(page, "yes")
  await expect(visit.flow.getByText("Until May.")).toBeVisible()
  await expect.poll(decided(visit)).toEqual(canceled)
  expect(await visit.told()).toEqual(["handler", "onCancel"])
})

test("who closes after ten seconds has decided, and a late answer completes it, once", async ({
  page,
  visit,
}) => {
  await page.clock.install()
  await press(visit, waits("handleCancel"))
  await page.clock.fastForward(10_000)
  await closeButton(visit).click()
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
  expect(await visit.told()).toEqual(["handler", ["cancel", true, false, "asked"]])
  await expect.poll(decided(visit)).toEqual(cancelAsked)
  await answer(page, "yes")
  await expect.poll(decided(visit)).toEqual(canceled)
  const { length } = visit.standIn.reports
  await answer(page, "yes")
  await page.clock.fastForward(60_000)
  expect(await visit.told()).toEqual(["handler", ["cancel", true, false, "asked"], "onCancel"])
  expect(visit.standIn.reports).toHaveLength(length)
})

test("a late refusal takes it back, of a customer who has left", async ({ page, visit }) => {
  await page.clock.install()
  await press(visit, waits("handleCancel"))
  await page.clock.fastForward(10_000)
  await closeButton(visit).click()
  await answer(page, "no")
  await expect.poll(decided(visit)).toEqual([false, null, true, "refused"])
  expect(await visit.told()).toEqual(["handler", ["cancel", true, false, "asked"]])
})

test("who closes at once is waited for ten seconds, then the page is told", async ({ page, visit }) => {
  await page.clock.install()
  await press(visit, waits("handleCancel"))
  await visit.flow.getByRole("button", { name: "Close" }).click()
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
  expect(await visit.told()).toEqual(["handler"])
  await page.clock.fastForward(10_000)
  await expect.poll(visit.told).toEqual(["handler", ["cancel", true, false, "asked"]])
  await expect.poll(decided(visit)).toEqual(cancelAsked)
})

for (const [where, handler] of [
  ["for ever", "() => { location.href = 'about:blank'; return new Promise(() => {}) }"],
  [
    "by throwing",
    "() => { location.href = 'about:blank'; return new Promise((_, no) => setTimeout(no, 60000)) }",
  ],
] as const) {
  test(`a handler that leads the page away leaves it asked: it does not answer ${where}`, async ({
    page,
    visit,
  }) => {
    await press(visit, `({ handleCancel: ${handler} })`)
    await page.waitForURL("about:blank")
    await expect.poll(decided(visit)).toEqual(cancelAsked)
    expect(visit.standIn.reports.filter(({ session }) => session.aborted)).toEqual([])
  })
}

test("a press is not lost where a report before it is still on its way as the page goes", async ({
  page,
  visit,
}) => {
  const { standIn } = visit
  standIn.mood.report = "silent"
  const first = page.waitForRequest(/flow\/report/)
  await visit.open(
    options,
    "({ handleCancel: () => { location.href = 'about:blank'; return new Promise(() => {}) } })",
  )
  await first
  await cancelButton(visit).waitFor()
  standIn.mood.report = "fine"
  await cancelButton(visit).click()
  await page.waitForURL("about:blank")
  await expect.poll(decided(visit)).toEqual(cancelAsked)
})

test("a tab that is closed after the press leaves it asked", async ({ page, visit }) => {
  await press(visit, waits("handleCancel"))
  await expect(visit.flow.getByText("One moment, we are taking care of it")).toBeVisible()
  await page.close({ runBeforeUnload: false })
  await expect.poll(decided(visit)).toEqual(cancelAsked)
  expect(visit.standIn.reports.filter(({ session }) => session.aborted)).toEqual([])
})

test("what is kept for later is asked until it has arrived, and the screen says when", async ({ visit }) => {
  const { flow, standIn } = visit
  standIn.mood.action = "broken"
  await press(visit, "({ onCancel: () => told.push('onCancel') })")
  await expect(flow.getByRole("heading", { name: "Your request is saved" })).toBeVisible()
  await expect.poll(decided(visit)).toEqual(cancelAsked)
  standIn.mood.action = "fine"
  await expect(flow.getByRole("heading", { name: "Your request has arrived" })).toBeFocused()
  await expect(flow.getByText("kept in this browser")).toHaveCount(0)
  await expect.poll(decided(visit)).toEqual(canceled)
  expect(await visit.told()).toEqual(["onCancel"])
})

test("what is kept for later and then refused is taken back, and the screen says so", async ({ visit }) => {
  const { flow, standIn } = visit
  standIn.mood.action = "broken"
  await press(visit, "({ onError: (e) => told.push(e.message) })")
  await expect(flow.getByRole("heading", { name: "Your request is saved" })).toBeVisible()
  standIn.mood.action = "refusing"
  await expect(flow.getByRole("heading", { name: "That did not work" })).toBeFocused()
  await expect.poll(decided(visit)).toEqual([false, null, false, "refused"])
  expect(await visit.told()).toEqual(["The stand-in is refusing"])
})

for (const state of [null, "unknown"] as const) {
  test(`a cancellation that the billing leaves ${state ?? "asked"} is never told as done: the session and the screen say so`, async ({
    page,
    visit,
  }) => {
    const { flow, standIn } = visit
    standIn.actionState = state
    await press(visit, "({ onCancel: () => told.push('onCancel') })")
    await expect(flow.getByRole("heading", { name: "Your request has arrived" })).toBeFocused()
    await expect(flow.getByText("It is not carried out yet. We will confirm it by mail.")).toBeVisible()
    await expect(flow.getByText("is cancelled")).toHaveCount(0)
    await flow.getByRole("button", { name: "Back to my account" }).click()
    await expect(page.locator("holdfast-flow")).toHaveCount(0)
    expect(decided(visit)()).toEqual(cancelAsked)
    expect(await visit.told()).toEqual(["onCancel"])
  })
}

test("one that is kept for later and then nobody carries out stays asked", async ({ visit }) => {
  const { flow, standIn } = visit
  standIn.mood.action = "broken"
  standIn.actionState = null
  await press(visit, "({})")
  await expect(flow.getByRole("heading", { name: "Your request is saved" })).toBeVisible()
  standIn.mood.action = "fine"
  await expect(flow.getByText("It is not carried out yet. We will confirm it by mail.")).toBeVisible()
  expect(decided(visit)()).toEqual(cancelAsked)
})

test("one that is planned for a day stands", async ({ visit }) => {
  visit.standIn.actionState = "scheduled"
  await press(visit, "({})")
  await expect(visit.flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  await expect.poll(decided(visit)).toEqual(canceled)
})
