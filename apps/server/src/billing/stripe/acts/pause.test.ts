import { expect, test } from "vitest"
import { daysAfter } from "../../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { openActs, requestOf } from "../testing/open-acts.ts"

const refusal = (sentence: string) => ({ kind: "refused", reason: expect.stringContaining(sentence) })
const pause = (duration: number, interval: "month" | "week") =>
  ({ action: "pause", body: { duration, interval } }) as const
const seconds = (time: string) => Date.parse(time) / 1000

test.for([
  [2, "month", "void", "2027-02-01T12:00:00Z"],
  [3, "week", "mark_uncollectible", "2026-12-22T12:00:00Z"],
  [1, "month", "keep_as_draft", "2027-01-01T12:00:00Z"],
] as const)(
  "collection pauses for %i %ss by the setting %s",
  async ([duration, interval, behavior, until]) => {
    const { carryOut, subscription } = await openActs({ pauseInvoiceBehavior: behavior })
    const request = requestOf(pause(duration, interval))
    expect(await carryOut(request)).toEqual({ kind: "applied" })
    expect(await subscription("sub_mia")).toMatchObject({
      status: "active",
      pause_collection: { behavior, resumes_at: seconds(until) },
      metadata: { holdfast_request: request.id },
    })
    expect(await carryOut(requestOf(pause(1, "week")))).toEqual(refusal("is paused already until 20"))
  },
)

test("a pause is as long as it was promised, however late it is carried out", async () => {
  const { carryOut, subscription } = await openActs()
  await carryOut(requestOf(pause(1, "month"), { requestedAt: daysAfter(-1) }))
  expect((await subscription("sub_mia")).pause_collection?.resumes_at).toBe(seconds("2026-12-30T12:00:00Z"))
})

test("a service pauses, without invoices, and goes on by itself on its day", async () => {
  const { carryOut, outcomeOf, subscription, standIn, sent } = await openActs({ pauseMeaning: "service" })
  const request = requestOf(pause(2, "month"))
  expect(await carryOut(request)).toEqual({ kind: "applied" })
  expect(sent()).toHaveLength(1)
  expect((await subscription("sub_mia")).status).toBe("paused")
  expect(await carryOut(requestOf(pause(1, "month")))).toEqual(refusal("is paused already"))
  await standIn.advanceTo(new Date("2027-01-31T12:00:00Z"))
  expect((await subscription("sub_mia")).status).toBe("paused")
  await standIn.advanceTo(new Date("2027-02-02T12:00:00Z"))
  expect((await subscription("sub_mia")).status).toBe("active")
  expect(await outcomeOf(request)).toEqual({ kind: "applied" })
})

test("a service that cannot pause is refused, and nothing is sent", async () => {
  const { carryOut, stripe, sent, world } = await openActs({ pauseMeaning: "service" })
  const month = pause(1, "month")
  const classic = await carryOut(requestOf(month, { customerId: "carl" }))
  expect(classic).toEqual(refusal("does not allow a pause"))
  expect(await carryOut(requestOf(month, { customerId: "tom" }))).toEqual(refusal("A trial cannot be paused"))
  const eva = world.subscriptions.get("sub_eva")
  if (eva) world.subscriptions.set("sub_eva", { ...eva, status: "past_due" })
  const unpaid = await carryOut(requestOf(month, { customerId: "eva" }))
  expect(unpaid).toEqual(refusal("with an open payment"))
  expect(sent()).toEqual([])
  await stripe.subscriptionSchedules.create({ from_subscription: "sub_mia" })
  expect(await carryOut(requestOf(month))).toEqual(refusal("is planned already"))
})

test("half a month, no time and a hundred years are no pause", async () => {
  const { carryOut, sent } = await openActs()
  for (const duration of [0, 0.5, 25])
    expect(await carryOut(requestOf(pause(duration, "month")))).toEqual(refusal("1 to 24 whole months"))
  expect(await carryOut(requestOf(pause(105, "week")))).toEqual(refusal("1 to 104 whole weeks"))
  expect(sent()).toEqual([])
})
