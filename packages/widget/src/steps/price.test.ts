import type { CustomerSnapshot } from "@holdfast/protocol"
import type { Coupon } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { languageOf } from "../words/index.ts"
import { discounted, priceEach } from "./price.ts"

const coupon = { couponType: "PERCENT", couponAmount: 30, currency: null, couponDuration: 3 } as const
const monthly: CustomerSnapshot = { planPrice: 2900, currency: "usd", billingInterval: "MONTH" }
const price = (change: Partial<Coupon>, customer: CustomerSnapshot | null) =>
  discounted({ ...coupon, ...change }, customer)

test("a percentage is taken off the customer's own price", () => {
  expect(price({}, monthly)).toEqual({ before: 2900, after: 2030 })
})

test("an amount is taken off in the same currency only, and never below nothing", () => {
  const amount = { couponType: "AMOUNT", couponAmount: 500, currency: "USD" } as const
  expect([
    price(amount, monthly),
    price({ ...amount, currency: "eur" }, monthly),
    price({ ...amount, couponAmount: 9900 }, monthly),
  ]).toEqual([{ before: 2900, after: 2400 }, null, { before: 2900, after: 0 }])
})

test("no price is promised where it is not certain", () => {
  const yearly = { ...monthly, billingInterval: "YEAR" }
  expect([
    price({}, null),
    price({}, yearly),
    price({}, { ...monthly, billingIntervalCount: 3 }),
    price({}, { ...monthly, itemQuantity: 4 }),
    price({}, { ...monthly, planPrice: 0 }),
  ]).toEqual([null, null, null, null, null])
  expect([price({ couponDuration: null }, yearly), price({ couponDuration: 12 }, yearly)]).toEqual([
    { before: 2900, after: 2030 },
    { before: 2900, after: 2030 },
  ])
})

test("a price is said with its interval, in the customer's language, or not at all", () => {
  const german = languageOf("de", {}, { month: "Monat" }, "en", "de")
  expect([priceEach(2900, "eur", "month", german), priceEach(2900, "eur", "decade", german)]).toEqual([
    "29\u00a0€ / Monat",
    null,
  ])
})
