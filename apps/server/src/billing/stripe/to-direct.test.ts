import { snapshotOf } from "@holdfast/protocol"
import type Stripe from "stripe"
import { expect, test } from "vitest"
import { toDirectCustomer, toDirectSubscription } from "./to-direct.ts"

const at = (day: string) => Date.parse(`${day}T00:00:00.000Z`) / 1000
const iso = (day: string) => `${day}T00:00:00.000Z`

const price = {
  id: "price_gold",
  product: "prod_1",
  nickname: "Gold",
  currency: "usd",
  billing_scheme: "per_unit",
  unit_amount: 2900,
  unit_amount_decimal: null,
  recurring: { interval: "month", interval_count: 3, usage_type: "licensed" },
}
const customer = {
  id: "cus_1",
  email: "ada@example.com",
  name: "Ada Lovelace",
  currency: "usd",
  address: { country: "DE", state: null },
  metadata: { team: "blue" },
  discount: null,
}
const subscription = {
  id: "sub_1",
  customer,
  status: "active",
  currency: "usd",
  start_date: at("2025-01-01"),
  canceled_at: null,
  ended_at: null,
  trial_start: null,
  trial_end: null,
  pause_collection: null,
  discounts: [],
  items: {
    data: [
      {
        id: "si_1",
        quantity: 4,
        price,
        current_period_start: at("2026-11-01"),
        current_period_end: at("2027-02-01"),
      },
    ],
  },
}

/** A part of what Stripe answers: what is not there is not read. */
const direct = (more: object = {}) =>
  toDirectSubscription({ ...subscription, ...more } as unknown as Stripe.Subscription)

const snapshot = (more: object = {}) =>
  snapshotOf(toDirectCustomer(customer as unknown as Stripe.Customer), [direct(more)], null)

test("what Stripe knows fills the session's customer", () => {
  expect(snapshot()).toEqual({
    id: "cus_1",
    email: "ada@example.com",
    created: iso("2025-01-01"),
    subscriptionId: "sub_1",
    subscriptionStart: iso("2025-01-01"),
    subscriptionPeriodStart: iso("2026-11-01"),
    subscriptionPeriodEnd: iso("2027-02-01"),
    planId: "price_gold",
    planPrice: 2900,
    currency: "usd",
    itemQuantity: 4,
    billingInterval: "MONTH",
    billingIntervalCount: 3,
    onTrial: false,
    paused: false,
    customAttributes: { team: "blue" },
  })
})

test("the country of a customer is handed on for the region, and no other line of their address", () => {
  expect(toDirectCustomer(customer as unknown as Stripe.Customer).addresses).toEqual([
    { type: "billing", country: "DE", state: null },
  ])
  expect(toDirectCustomer({ ...customer, address: null } as unknown as Stripe.Customer).addresses).toEqual([])
})

const trial = { trial_start: at("2026-11-20"), trial_end: at("2026-12-04") }
const resumes = { behavior: "void", resumes_at: at("2027-01-01") }

test.for([
  ["trialing", trial, { name: "trial", start: iso("2026-11-20"), end: iso("2026-12-04") }],
  ["active", trial, { name: "active", start: iso("2025-01-01") }],
  ["active", { pause_collection: resumes }, { name: "paused", end: iso("2027-01-01") }],
  ["active", { pause_collection: { behavior: "void", resumes_at: null } }, { name: "paused", end: null }],
  ["past_due", {}, { name: "unpaid", start: iso("2025-01-01") }],
  ["past_due", { pause_collection: resumes }, { name: "unpaid", start: iso("2025-01-01") }],
  ["unpaid", {}, { name: "unpaid", start: iso("2025-01-01") }],
  [
    "paused",
    { status_details: { paused: { transitioned_at: at("2026-11-10") } } },
    { name: "paused", start: iso("2026-11-10") },
  ],
  [
    "canceled",
    { canceled_at: at("2026-11-01"), ended_at: at("2026-11-15") },
    { name: "canceled", start: iso("2026-11-01"), end: iso("2026-11-15") },
  ],
  ["a state of next year", {}, { name: "active", start: iso("2025-01-01") }],
] as const)("%s with %o is %o", ([status, more, expected]) => {
  expect(direct({ status, ...more }).status).toEqual(expected)
})

const coupon = {
  id: "STAY",
  percent_off: 20,
  amount_off: null,
  currency: null,
  duration: "repeating",
  duration_in_months: 3,
}
const discount = (more: object = {}, end: number | null = at("2027-03-01")) => ({
  id: "di_1",
  start: at("2026-12-01"),
  end,
  source: { type: "coupon", coupon: { ...coupon, ...more } },
})

test.for([
  [{}, { couponType: "PERCENT", couponAmount: 20, currency: null, couponDuration: 3 }],
  [{ duration: "once" }, { couponType: "PERCENT", couponAmount: 20, currency: null, couponDuration: "ONCE" }],
  [
    { percent_off: null, amount_off: 500, currency: "usd", duration: "forever" },
    { couponType: "AMOUNT", couponAmount: 500, currency: "usd", couponDuration: "FOREVER" },
  ],
] as const)("a discount by the coupon %o is known in the session", ([more, terms]) => {
  expect(snapshot({ discounts: [discount(more)] })).toMatchObject({
    subscriptionDiscount: { id: "di_1", coupon: { id: "STAY", ...terms } },
    latestDiscountExpiration: iso("2027-03-01"),
  })
})

test("of several discounts the last end is told, and a customer's own counts where the subscription has none", () => {
  const several = [discount({}, at("2027-01-01")), discount({}, null), discount({}, at("2027-06-01"))]
  expect(snapshot({ discounts: several }).latestDiscountExpiration).toBe(iso("2027-06-01"))
  const theirs = { customer: { ...customer, discount: discount() } }
  expect(snapshot(theirs).subscriptionDiscount).toMatchObject({ id: "di_1" })
  expect(snapshot({ ...theirs, discounts: [discount({ id: "OTHER" })] }).subscriptionDiscount).toMatchObject({
    coupon: { id: "OTHER" },
  })
  // one that was not asked for with its coupon says nothing
  expect(snapshot({ discounts: ["di_1"] }).subscriptionDiscount).toBe(undefined)
})

test.for([
  [
    { unit_amount: 1000, currency: "jpy" },
    { currency: "jpy" },
    { model: "fixed", value: 1000, currency: "jpy" },
  ],
  [{ unit_amount: null, unit_amount_decimal: "12.5" }, {}, { model: "fixed", value: 13, currency: "usd" }],
  [{ unit_amount: null, billing_scheme: "tiered" }, {}, { model: "tiered", value: null, currency: "usd" }],
  [
    { recurring: { ...price.recurring, usage_type: "metered" } },
    {},
    { model: "metered", value: 2900, currency: "usd" },
  ],
  // the amount in the billed currency is not told with the subscription
  [{}, { currency: "eur" }, { model: "fixed", value: null, currency: "eur" }],
] as const)("the price %o of a subscription with %o is %o", ([more, billed, expected]) => {
  const items = { data: [{ ...subscription.items.data[0], price: { ...price, ...more } }] }
  expect(direct({ ...billed, items }).items?.[0]?.price?.amount).toEqual(expected)
})
