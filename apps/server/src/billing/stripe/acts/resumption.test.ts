import { expect, test } from "vitest"
import { openActs, requestOf } from "../testing/open-acts.ts"

const pause = { action: "pause", body: { duration: 2, interval: "month" } } as const
const resume = { action: "resume", body: {} } as const

test("collection goes on with one call, which a second sending does not repeat", async () => {
  const { carryOut, outcomeOf, subscription, sent } = await openActs()
  await carryOut(requestOf(pause))
  const request = requestOf(resume)
  expect(await outcomeOf(request)).toMatchObject({ kind: "failed" })
  expect(await carryOut(request)).toEqual({ kind: "applied" })
  expect((await subscription("sub_mia")).pause_collection).toBeNull()
  expect(await carryOut(request)).toEqual({ kind: "applied" })
  expect(await outcomeOf(request)).toEqual({ kind: "applied" })
  expect(sent()).toEqual([
    expect.stringContaining("pause_collection[behavior]=void"),
    expect.stringMatching(
      new RegExp(`^POST /v1/subscriptions/sub_mia .*pause_collection=&.*holdfast_request\\]=${request.id}`),
    ),
  ])
})

test("a service that rests by a schedule goes on by it, and is not resumed once more on its day", async () => {
  const { carryOut, subscription, standIn, sent } = await openActs({ pauseMeaning: "service" })
  await carryOut(requestOf(pause))
  expect((await subscription("sub_mia")).status).toBe("paused")
  expect(await carryOut(requestOf(resume))).toEqual({ kind: "applied" })
  expect((await subscription("sub_mia")).status).toBe("active")
  expect(sent()[1]).toMatch(/^POST \/v1\/subscription_schedules\/sub_sched_\w+ pause_schedules\[0\]\[key\]/)
  await standIn.advanceTo(new Date("2027-02-02T12:00:00Z"))
  expect((await subscription("sub_mia")).status).toBe("active")
})

test("a service that the company itself has paused goes on, also where its payment fails", async () => {
  const { carryOut, stripe, subscription, world } = await openActs()
  await stripe.subscriptions.pause("sub_mia", { type: "subscription" })
  world.declined.add("mia")
  expect(await carryOut(requestOf(resume))).toEqual({ kind: "applied" })
  expect((await subscription("sub_mia")).status).not.toBe("paused")
})

test("one that is not paused needs nothing, one that has ended is refused, one of somebody else as well", async () => {
  const { carryOut, stripe, sent } = await openActs()
  expect(await carryOut(requestOf(resume))).toEqual({ kind: "applied" })
  const others = requestOf(resume, { subscriptionId: "sub_eva" })
  expect(await carryOut(others)).toEqual({
    kind: "refused",
    reason: "This subscription does not belong to your account.",
  })
  expect(sent()).toEqual([])
  await stripe.subscriptions.cancel("sub_mia")
  expect(await carryOut(requestOf(resume, { subscriptionId: "sub_mia" }))).toEqual({
    kind: "refused",
    reason: "Your subscription has ended.",
  })
})

test("a pause that fails to end for a moment inside Stripe is looked up, and is one call in the end", async () => {
  const { carryOut, outcomeOf, standIn, subscription } = await openActs()
  await carryOut(requestOf(pause))
  const request = requestOf(resume)
  standIn.fail({ kind: "answer", status: 500, isDone: true }, { method: "POST" })
  await expect(carryOut(request)).rejects.toThrow()
  expect(await outcomeOf(request)).toEqual({ kind: "applied" })
  expect((await subscription("sub_mia")).pause_collection).toBeNull()
})
