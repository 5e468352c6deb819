import type { CustomerSubscription } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { sinceSaveLine, standingLine } from "./billing-lines.ts"

const plain: CustomerSubscription = {
  ...{ id: "sub_1", toldBy: "stripe", status: "active", endsAt: null, resumesAt: null, endedBy: null },
  ...{ isOutsideFlow: false, asOf: "2026-03-01T12:00:00.000Z" },
}
const day = "2026-03-03T12:00:00.000Z"

test.for<[string, Partial<CustomerSubscription>]>([
  [
    "Ended at Stripe on 3 March 2026, outside the flow",
    { status: "ended", endsAt: day, isOutsideFlow: true },
  ],
  ["Ended at Stripe on 3 March 2026", { status: "ended", endsAt: day, endedBy: "customer" }],
  [
    "Ended at Stripe on 3 March 2026, since it was not paid",
    { status: "ended", endsAt: day, endedBy: "unpaid" },
  ],
  ["Ended in your billing", { status: "ended", toldBy: "api" }],
  ["Active at Stripe", {}],
  ["Active at Stripe, ends on 3 March 2026, outside the flow", { endsAt: day, isOutsideFlow: true }],
  [
    "In its trial at Stripe, ends on 3 March 2026, since a payment was disputed",
    { status: "trial", endsAt: day, endedBy: "disputed" },
  ],
  ["Not paid at Stripe", { status: "unpaid" }],
  [
    "Paused at Stripe until 3 March 2026, outside the flow",
    { status: "paused", resumesAt: day, isOutsideFlow: true },
  ],
  ["Paused at Stripe", { status: "paused" }],
  ["Paused at Stripe", { status: "paused", resumesAt: "not a time" }],
  // a company says a day, which is that day for every reader
  [
    "Ended in your billing on 1 April 2026",
    { status: "ended", toldBy: "api", endsAt: "2026-04-01T00:00:00.000Z" },
  ],
])("%s", ([line, more]) => {
  expect(standingLine({ ...plain, ...more })).toBe(line)
})

test("what was paid since a save is said by currency, and what went back beside it", () => {
  const usd = (amountMinor: number) => ({ amountMinor, currency: "usd" })
  const save = { sessionId: "s", savedAt: day, invoices: 3, paid: [usd(8700)], refunded: [] }
  expect(sinceSaveLine(save)).toBe("Paid 3 invoices since the save, $87.00")
  const both = { ...save, paid: [{ amountMinor: 900, currency: "eur" }, usd(100)], refunded: [usd(50)] }
  expect(sinceSaveLine({ ...both, invoices: 1_200 })).toBe(
    "Paid 1,200 invoices since the save, €9.00 and $1.00; $0.50 refunded",
  )
  expect(sinceSaveLine({ ...save, invoices: 0, paid: [], refunded: [usd(50)] })).toBe(
    "Paid no invoice since the save; $0.50 refunded",
  )
})
