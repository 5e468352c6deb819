import type { OpenedFlow } from "@holdfast/protocol/flow"
import type { StandIn } from "./stand-in.ts"
import { expect, options, test } from "./visit.ts"

/** Answers other steps than those that were published. */
function answerSteps(standIn: StandIn, change: (steps: object[]) => object[]) {
  const { openedBy } = standIn
  standIn.openedBy = (request) => {
    const opened = openedBy(request) as OpenedFlow
    const { blueprint } = opened
    const content = { ...blueprint.content, steps: change(blueprint.content.steps) }
    return { ...opened, blueprint: { ...blueprint, content } }
  }
}

const confirming = "({handleCancel: (c, ...rest) => { told.push([c.id, ...rest]) }})"

for (const mood of ["broken", "silent"] as const) {
  test(`a ${mood} server never keeps a customer from cancelling`, async ({ visit }) => {
    const { flow, standIn } = visit
    standIn.mood.open = mood
    await visit.open(options, confirming)
    await flow.getByRole("button", { name: "Cancel subscription" }).click()
    await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
    expect(await visit.told()).toEqual([["cus_1", undefined, undefined, undefined]])
    await expect
      .poll(() => standIn.reports.at(-1)?.session)
      .toMatchObject({ canceled: true, customActionHandler: "handleCancel" })
  })
}

test("an answer without colours is shown in our own", async ({ visit }) => {
  const { flow, standIn } = visit
  const { openedBy } = standIn
  standIn.openedBy = (request) => ({ ...openedBy(request), look: undefined })
  await visit.open()
  const next = flow.getByRole("button", { name: "Continue" })
  await expect(next).toHaveCSS("background-color", "rgb(15, 118, 110)")
})

test("an answer without words leaves the customer the built-in confirm step", async ({ visit }) => {
  const { flow, standIn } = visit
  const { openedBy } = standIn
  standIn.openedBy = (request) => ({ ...openedBy(request), words: undefined })
  await visit.open()
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  await expect.poll(() => standIn.actions.length).toBe(1)
})

test("a wrong hash is an error for the page, and still a way out for the customer", async ({ visit }) => {
  const { flow, standIn } = visit
  standIn.mood.open = "refusing"
  await visit.open(
    options,
    "({handleCancel: () => told.push('cancelled'), onError: (e, type) => told.push([e.message, type])})",
  )
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  expect(await visit.told()).toEqual([["The stand-in is refusing", "cancel_flow"], "cancelled"])
  expect(standIn.reports).toEqual([])
})

test("a report that fails is kept, and sent by the next page", async ({ page, visit }) => {
  const { flow, standIn } = visit
  standIn.mood.report = "broken"
  await visit.open()
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  const outbox = () => page.evaluate(() => localStorage.getItem("holdfast:abc:outbox") ?? "")
  await expect.poll(outbox).toContain("Too expensive")
  await page.goto("about:blank")
  standIn.mood.report = "fine"
  await page.goto(standIn.page)
  await expect.poll(() => standIn.reports.at(-1)?.session.surveyChoiceValue).toBe("Too expensive")
  await expect.poll(outbox).toBe("")
})

test("a network lost in the middle loses nothing", async ({ page, context, visit }) => {
  const { flow, standIn } = visit
  await visit.open(options, confirming)
  await flow.getByRole("radio", { name: "Too expensive" }).check()
  await context.setOffline(true)
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "No thanks" }).click()
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem("holdfast:abc:outbox") ?? ""))
    .toContain("declinedAt")
  await context.setOffline(false)
  await expect.poll(() => standIn.reports.at(-1)?.session.presentedOffers?.length).toBe(2)
})

test("an action that does not get through is kept, and the customer is told so", async ({ visit }) => {
  const { flow, standIn } = visit
  standIn.mood.action = "broken"
  await visit.open()
  await flow.getByRole("radio", { name: "I do not use it enough" }).check()
  await flow.getByRole("button", { name: "Continue" }).click()
  await flow.getByRole("button", { name: "Pause", exact: true }).click()
  await expect(flow.getByRole("heading", { name: "Your request is saved" })).toBeVisible()
  standIn.mood.action = "fine"
  await expect.poll(() => standIn.actions).toMatchObject([{ action: "pause" }])
  // and told again when it has arrived
  await expect(flow.getByRole("heading", { name: "Your request has arrived" })).toBeFocused()
})

test("options that cannot work are a sentence on the console and in onError", async ({ page, visit }) => {
  const said: string[] = []
  page.on("console", (message) => said.push(message.text()))
  await visit.open({ customerId: 7 }, "({onError: (e) => told.push(e.message)})")
  const sentence = "customerId (or customer.id) must be a text, or pass a token"
  expect(await visit.told()).toEqual([sentence])
  expect(said).toEqual([`Holdfast: ${sentence}`])
  await expect(page.locator("holdfast-flow")).toHaveCount(0)
})

test("a step that cannot be shown leads to the confirm step", async ({ visit }) => {
  const { flow, standIn } = visit
  const broken = { stepType: "SURVEY", guid: "broken", header: "", description: "" }
  answerSteps(standIn, (steps) => [broken, ...steps])
  await visit.open(options, "({onError: (e, type) => told.push(type)})")
  await flow.getByRole("button", { name: "Cancel subscription" }).click()
  await expect(flow.getByRole("heading", { name: "Your subscription is cancelled" })).toBeVisible()
  expect(await visit.told()).toEqual(["cancel_flow"])
})

test("an offer that a newer server knows is passed over", async ({ visit }) => {
  const { flow, standIn } = visit
  const offer = { guid: "s", offerType: "HOLIDAY", copy: {} }
  answerSteps(standIn, (steps) => [{ ...steps[1], guid: "strange", offer }, ...steps])
  await visit.open()
  await expect(flow.getByRole("radio", { name: "Too expensive" })).toBeVisible()
})

test("a page that throws the flow out of its document can open it again", async ({ page, visit }) => {
  const { flow } = visit
  await visit.open()
  await flow.getByRole("radio").first().waitFor()
  await page.evaluate(() => document.querySelector("holdfast-flow")?.remove())
  await visit.show()
  await expect(flow.getByRole("radio", { name: "Too expensive" })).toBeVisible()
})
