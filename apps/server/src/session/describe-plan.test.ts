import { expect, test } from "vitest"
import { describePlan } from "./describe-plan.ts"

test.each([
  [2900, "usd", "MONTH", 1, "$29.00 / month"],
  [2900, "USD", "MONTH", null, "$29.00 / month"],
  [9000, "eur", "MONTH", 3, "€90.00 / 3 months"],
  [1200, "jpy", "YEAR", 1, "¥1,200 / year"],
  [0, "gbp", "WEEK", 1, "£0.00 / week"],
  [1234567, "kwd", null, null, "KWD 1,234.567"],
  [2900, "us dollars", "DAY", 1, "29.00 US DOLLARS / day"],
] as const)("%s %s each %s (%s) is %s", (priceMinor, currency, interval, intervalCount, said) => {
  expect(describePlan({ priceMinor, currency, interval, intervalCount }).replaceAll("\u00a0", " ")).toBe(said)
})
