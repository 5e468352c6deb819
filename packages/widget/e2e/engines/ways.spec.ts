import type { Blueprint } from "@holdfast/protocol/flow"
import { closedLog, logIn, movesIn } from "../recorded.ts"
import { type EngineVisit, expect, options, test } from "./visit.ts"

/** Each way that a customer goes, in every engine alike. What one engine alone could do differently is elsewhere. */

const survey = "Sorry to see you go, Ada"
const confirm = "Cancel your subscription?"
const cancelled = "Your subscription is cancelled"

const newest = ({ standIn }: EngineVisit) =>
  standIn.reports.toSorted((a, b) => a.revision - b.revision).at(-1)?.session

/** Leaves the confirm step alone, so that one press cancels. */
function publishConfirm({ standIn }: EngineVisit) {
  const { content } = standIn.blueprint as Blueprint
  content.steps = content.steps.filter((step) => step.stepType === "CONFIRM")
  for (const step of content.steps) if (step.stepType === "CONFIRM") step.confirm.acknowledgement = false
}

test("the whole way: complaint, reason, follow-up, offer, back, words, confirm, cancelled", async ({
  visit,
}) => {
  const { flow, tab } = visit
  await visit.open(
    "({ handleCancel: (customer, ...said) => { told.push(said) }, onClose: (r) => told.push(r.result) })",
  )
  await expect.poll(flow.focused).toBe(survey)
  await flow.press("Continue")
  await expect.poll(flow.complaint).not.toBeNull()
  await expect.poll(flow.focused).toBe("Too expensive")
  await flow.check("Something is missing")
  await flow.press("Continue")
  await expect.poll(flow.complaint).not.toBeNull()
  await flow.check("Team accounts")
  await flow.press("Continue")
  await expect.poll(flow.focused).toBe("Would a break help?")
  await flow.press("Back")
  await expect.poll(flow.focused).toBe(survey)
  expect(await flow.isChecked("Something is missing")).toBe(true)
  await flow.press("Continue")
  await flow.press("No thanks")
  await flow.write("Zu teuer für uns 🙁, à bientôt")
  await flow.press("Continue")
  await expect.poll(flow.focused).toBe(confirm)
  await flow.press("Cancel subscription")
  await expect.poll(flow.complaint).not.toBeNull()
  await flow.check("I understand that my data is deleted after 90 days.")
  await flow.press("Cancel subscription")
  await expect.poll(flow.focused).toBe(cancelled)
  await flow.press("Back to my account")
  await expect.poll(flow.isThere).toBe(false)
  expect(await tab.evaluate("document.activeElement.id")).toBe("leave")
  expect(await visit.told()).toEqual([
    ["Something is missing", "Zu teuer für uns 🙁, à bientôt", "Team accounts"],
    "cancel",
  ])
  await expect
    .poll(() => newest(visit))
    .toMatchObject({ canceled: true, feedback: "Zu teuer für uns 🙁, à bientôt", displayLang: "en-US" })
})

test("an offer that is taken is recorded, and the page is told", async ({ visit }) => {
  const { flow } = visit
  await visit.open("({ onClose: (r) => told.push(r.result) })")
  await flow.check("Too expensive")
  await flow.press("Continue")
  await flow.press("Take half off")
  await flow.press("Back to my account")
  await expect.poll(visit.told).toEqual(["discount"])
  await expect.poll(() => newest(visit)?.acceptedOffer?.couponId).toBe("half")
  expect(visit.standIn.actions).toMatchObject([{ action: "discount" }])
})

test("by keyboard: Tab and arrows go through, Tab goes round, Escape closes", async ({ visit }) => {
  const { flow, tab } = visit
  await visit.open("({ onClose: (r) => told.push(r.result) })")
  await expect.poll(flow.focused).toBe(survey)
  await tab.press("Tab")
  await expect.poll(flow.focused).toBe("Too expensive")
  await tab.press("ArrowDown")
  await expect.poll(() => flow.isChecked("Something is missing")).toBe(true)
  await tab.press("ArrowDown")
  await expect.poll(() => flow.isChecked("I do not use it enough")).toBe(true)
  await tab.press("Tab")
  await expect.poll(flow.focused).toBe("Continue")
  await tab.press("Tab")
  await expect.poll(flow.focused).toBe("Close")
  await tab.press("Shift+Tab")
  await expect.poll(flow.focused).toBe("Continue")
  await flow.press("Continue")
  await expect.poll(flow.focused).toBe("Would a break help?")
  await tab.press("Escape")
  await expect.poll(flow.isThere).toBe(false)
  await expect.poll(() => tab.evaluate("document.activeElement.id")).toBe("leave")
  expect(await tab.evaluate("document.documentElement.style.overflow")).toBe("")
  expect(await visit.told()).toEqual(["abort"])
  await expect.poll(() => newest(visit)?.aborted).toBe(true)
})

test("leaving the page in the survey is an abandonment at once", async ({ visit }) => {
  const { flow, tab } = visit
  await visit.open()
  await flow.check("Too expensive")
  await tab.goto("about:blank")
  await expect.poll(() => newest(visit)).toMatchObject({ aborted: true, surveyChoiceValue: "Too expensive" })
})

test("with the server away at the last press the request is kept, and told again when it has arrived", async ({
  visit,
}) => {
  const { flow, standIn } = visit
  publishConfirm(visit)
  standIn.mood.action = "broken"
  standIn.mood.report = "broken"
  await visit.open()
  await flow.press("Cancel subscription")
  await expect.poll(flow.heading).toBe("Your request is saved")
  standIn.mood.action = "fine"
  standIn.mood.report = "fine"
  await expect.poll(flow.heading).toBe("Your request has arrived")
  expect(standIn.actions).toMatchObject([{ action: "cancel" }])
  await expect.poll(() => newest(visit)).toMatchObject({ canceled: true })
  await expect.poll(() => newest(visit)?.decisionState).toBeUndefined()
})

test("what was said while the server was away is sent by the next page", async ({ visit }) => {
  const { flow, standIn, tab } = visit
  standIn.mood.report = "broken"
  await visit.open()
  await flow.check("Too expensive")
  await flow.press("Continue")
  await expect
    .poll(() => tab.evaluate("localStorage.getItem('holdfast:abc:outbox')"))
    .toContain("Too expensive")
  await tab.goto("about:blank")
  standIn.mood.report = "fine"
  await tab.goto(standIn.page)
  await expect.poll(() => newest(visit)?.surveyChoiceValue).toBe("Too expensive")
})

test("without an answer in time the built-in step cancels", async ({ visit }) => {
  const { flow, standIn } = visit
  standIn.mood.open = "silent"
  await visit.open("({ handleCancel: () => { told.push('cancelled') } })")
  await flow.press("Cancel subscription")
  await expect.poll(flow.heading).toBe(cancelled)
  expect(await visit.told()).toEqual(["cancelled"])
})

for (const removal of [
  "document.querySelector('holdfast-flow').remove()",
  "document.body = document.createElement('body')",
  "document.documentElement.innerHTML = ''",
  "document.body.prepend(document.querySelector('holdfast-flow'))",
]) {
  test(`a page that does ${removal} scrolls again and is told`, async ({ visit }) => {
    const { flow, tab } = visit
    await visit.open("({ onClose: (r) => told.push(r.result) })")
    await expect.poll(flow.heading).toBe(survey)
    await tab.evaluate(`void (${removal})`)
    await expect.poll(visit.told).toEqual(["abort"])
    expect(await flow.isThere()).toBe(false)
    expect(await tab.evaluate("document.documentElement.style.overflow")).toBe("")
    await expect.poll(() => newest(visit)?.aborted).toBe(true)
  })
}

test("in a sandbox the flow is shown without an inner frame, and cancels", async ({ visit }) => {
  const { flow } = visit
  publishConfirm(visit)
  visit.standIn.pageHeaders = { "content-security-policy": "sandbox allow-scripts" }
  await visit.open("({ handleCancel: () => { told.push('cancelled') } })")
  await expect.poll(flow.focused).toBe(confirm)
  expect(await flow.hasFrame()).toBe(false)
  await flow.press("Cancel subscription")
  await expect.poll(flow.heading).toBe(cancelled)
  expect(await visit.told()).toEqual(["cancelled"])
})

for (const css of ["body { zoom: 3 }", "html { transform: scale(.4) }", "* { all: unset !important }"]) {
  test(`a page with ${css} shows the panel in its middle`, async ({ visit }) => {
    visit.standIn.pageBody = `<style>${css}</style>`
    await visit.open()
    await expect.poll(visit.flow.heading).toBe(survey)
    const panel = await visit.flow.panel()
    expect(Math.abs(panel.middle - panel.window / 2)).toBeLessThan(20)
  })
}

test("under enforced trusted types and a strict policy nothing is violated", async ({ visit }) => {
  const { flow, standIn, tab } = visit
  standIn.pageHeaders = {
    "content-security-policy": `default-src 'none'; script-src ${standIn.api} 'unsafe-eval' 'unsafe-inline'; connect-src ${standIn.api}; require-trusted-types-for 'script'; trusted-types 'none'`,
  }
  await tab.goto(standIn.page)
  await tab.evaluate(
    "(() => { window.violations = []; addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective)) })()",
  )
  await expect.poll(() => tab.evaluate("typeof window.holdfast?.init")).toBe("function")
  await tab.evaluate(`void holdfast.init("show", { customerId: "cus_1", authHash: "${"a".repeat(64)}" })`)
  await expect.poll(flow.heading).toBe("Sorry to see you go, there")
  expect(await flow.hasFrame()).toBe(true)
  expect(await tab.evaluate("violations")).toEqual([])
})

test("a wall stands before a paused customer until they resume", async ({ visit }) => {
  const { flow, tab, standIn } = visit
  standIn.wallAnswer = { standing: "paused", shown: { until: null } }
  await tab.goto(standIn.page)
  await expect.poll(() => tab.evaluate("typeof window.holdfast?.check")).toBe("function")
  await tab.evaluate(`(() => {
    const told = (window.told = [])
    holdfast.check("pause", { ...${JSON.stringify(options)}, onResume: () => told.push("resumed") })
  })()`)
  await expect.poll(flow.focused).toBe("Your subscription is paused")
  await flow.press("Resume my subscription")
  await expect.poll(flow.focused).toBe("Your subscription is running again")
  await flow.press("Back to my account")
  await expect.poll(flow.isThere).toBe(false)
  expect(await visit.told()).toEqual(["resumed"])
  expect(standIn.actions).toMatchObject([{ action: "resume", body: {} }])
})

test("a run that is recorded is one log, to the moment at which its page goes away", async ({ visit }) => {
  const { flow, tab, standIn } = visit
  standIn.recording = { on: true, mergeFields: [], hasNotice: false }
  await visit.open()
  await expect.poll(() => standIn.scripts.some((path) => path.includes("/record-"))).toBe(true)
  await flow.check("Something is missing")
  await flow.check("Team accounts")
  await flow.press("Continue")
  await flow.press("No thanks")
  await flow.write("Zu teuer")
  await flow.press("Continue")
  await expect.poll(flow.focused).toBe(confirm)
  await tab.goto("about:blank")
  await closedLog(standIn)
  expect(movesIn(standIn, "screen", "typed", "left").slice(-3)).toEqual([
    ["typed", "feedback", 8],
    ["screen", "confirm"],
    ["left"],
  ])
  const { head, missing } = logIn(standIn)
  expect([head?.blueprintId, head?.direction, missing]).toEqual(["blueprint-1", "ltr", []])
  expect(JSON.stringify(standIn.recorded.map(({ chunk }) => chunk))).not.toMatch(/teuer|Ada/)
})
