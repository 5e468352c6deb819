import { expect, test } from "vitest"
import { snapshotOf } from "./direct-customer.ts"
import { evenSubscriptions } from "./even-subscriptions.ts"
import { ConfigBody, readTolerantly } from "./schema/index.ts"

/** What a session keeps of a subscription that came like this. */
function kept(subscription: unknown) {
  const { value, ignored } = readTolerantly(ConfigBody, { subscriptions: evenSubscriptions([subscription]) })
  const { subscriptions } = value as ConfigBody
  return { snapshot: snapshotOf(null, subscriptions, null), ignored: ignored.map(({ path }) => path) }
}

test("a status may be a text, in the billing system's words", () => {
  expect([kept({ status: "trialing" }), kept({ status: "past_due" }), kept({ status: "Active" })]).toEqual([
    { snapshot: { onTrial: true, paused: false }, ignored: [] },
    { snapshot: { onTrial: false, paused: false }, ignored: [] },
    { snapshot: { onTrial: false, paused: false }, ignored: [] },
  ])
})

test("dates of the period, the trial and the pause may stand below the status", () => {
  const currentPeriod = { start: "2026-11-01", end: "2026-12-01" }
  expect(
    kept({ status: { name: "trial", currentPeriod, trial: { start: 1793577600, end: "2026-11-15" } } })
      .snapshot,
  ).toEqual({
    subscriptionPeriodStart: "2026-11-01",
    subscriptionPeriodEnd: "2026-12-01",
    onTrial: true,
    paused: false,
    trialStart: "2026-11-02T00:00:00.000Z",
    trialEnd: "2026-11-15",
  })
  expect(kept({ status: { name: "paused", pause: { end: "2027-01-01" } } }).snapshot).toEqual({
    onTrial: false,
    paused: true,
    pauseEnd: "2027-01-01",
  })
})

test("a price may be a number, with the interval as a text", () => {
  const items = [{ price: { id: "p", amount: "2900", duration: { interval: "month", intervalCount: "3" } } }]
  expect(kept({ items }).snapshot).toEqual({
    planId: "p",
    planPrice: 2900,
    billingInterval: "MONTH",
    billingIntervalCount: 3,
  })
})

test("what cannot be read costs itself alone", () => {
  expect(
    kept({ id: "sub_1", start: "Jan 5, 2025", end: "9999-12-31", status: { name: "asleep" }, items: "none" }),
  ).toEqual({
    snapshot: {
      subscriptionId: "sub_1",
      created: "2025-01-05T00:00:00.000Z",
      subscriptionStart: "2025-01-05T00:00:00.000Z",
      onTrial: false,
      paused: false,
    },
    ignored: ["subscriptions[0].end", "subscriptions[0].status.name", "subscriptions[0].items"],
  })
  expect([null, "none", [null, "x"]].map(evenSubscriptions)).toEqual([null, "none", [null, "x"]])
})
