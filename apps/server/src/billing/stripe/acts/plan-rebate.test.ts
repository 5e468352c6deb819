import { expect, test } from "vitest"
import { amountOf } from "./plan-rebate.ts"

const rule = (amountType: "FIXED" | "PERCENT", amount: number, currency: string | null = null) =>
  ({ amountType, amount, currency, invoiceScope: "LATEST_PAID" }) as const

test.for([
  [rule("FIXED", 500, "usd"), 2900, "usd", 500],
  [rule("FIXED", 500, "USD"), 2900, "usd", 500],
  [rule("PERCENT", 50), 2999, "usd", 1500],
  [rule("PERCENT", 33), 1000, "eur", 330],
  [rule("PERCENT", 100), 1, "eur", 1],
  // whole yen, whole crowns though they are counted in hundredths, dinars in tens of their thousandths
  [rule("PERCENT", 50), 2999, "jpy", 1500],
  [rule("PERCENT", 33), 100_000, "isk", 33_000],
  [rule("PERCENT", 33), 100_100, "ugx", 33_000],
  [rule("PERCENT", 33), 12_345, "kwd", 4070],
  [rule("FIXED", 1234, "bhd"), 5000, "bhd", 1230],
] as const)("%o of %i %s is %i", ([rebate, amount_paid, currency, expected]) => {
  expect(amountOf(rebate, { amount_paid, currency })).toBe(expected)
})

test.for([
  [rule("FIXED", 500, "eur"), 2900, "usd", "cannot be given in USD"],
  [rule("FIXED", 500, null), 2900, "usd", "cannot be given in USD"],
  [rule("PERCENT", 1), 20, "usd", "nothing to pay back"],
  [rule("PERCENT", 10), 900, "isk", "nothing to pay back"],
] as const)("%o of %i %s is a sentence", ([rebate, amount_paid, currency, sentence]) => {
  expect(amountOf(rebate, { amount_paid, currency })).toEqual({
    kind: "refused",
    reason: expect.stringContaining(sentence),
  })
})
