import { expect, test } from "vitest"
import { minorDigits } from "./minor-digits.ts"
import { formatMoney, majorUnits, pricePhrase } from "./money.ts"

test("each currency has its own minor digits, and one that does not exist has two", () => {
  expect(["USD", "jpy", "KWD", "ZZZ", "gold coins", ""].map(minorDigits)).toEqual([2, 0, 3, 2, 2, 2])
  expect([majorUnits(2900, "usd"), majorUnits(2900, "JPY"), majorUnits(2900, "gold")]).toEqual([29, 2900, 29])
})

test("digits are those that a currency is billed with, not those that a screen usually shows", () => {
  const inHundredths = ["HUF", "idr", "COP", "PKR", "LBP", "TWD", "ALL", "ISK", "UGX"]
  const whole = ["CLP", "KRW", "VND", "XOF", "PYG", "MGA"]
  expect(inHundredths.map(minorDigits)).toEqual(inHundredths.map(() => 2))
  expect(whole.map(minorDigits)).toEqual(whole.map(() => 0))
  expect(["BHD", "TND", "IQD", "CLF", "uyw", "constructor"].map(minorDigits)).toEqual([3, 3, 3, 4, 4, 2])
  expect([formatMoney(299000, "HUF"), formatMoney(12345, "CLF"), formatMoney(2900, "KRW")]).toEqual([
    "HUF\u00a02,990.00",
    "CLF\u00a01.2345",
    "₩2,900",
  ])
})

test("money is said in whole units", () => {
  expect([
    formatMoney(2900, "USD"),
    formatMoney(49000, "eur"),
    formatMoney(2900, "JPY"),
    formatMoney(2900, "KWD"),
    formatMoney(123456789, "GBP"),
    formatMoney(0, "USD"),
    formatMoney(-150, "USD"),
  ]).toEqual(["$29.00", "€490.00", "¥2,900", "KWD\u00a02.900", "£1,234,567.89", "$0.00", "-$1.50"])
})

test("a currency that does not exist is printed as it came", () => {
  expect([
    formatMoney(2900, "ZZZ"),
    formatMoney(2900, "gold coins"),
    formatMoney(2900, ""),
    formatMoney(1, `\u202e<b>W${"W".repeat(99)}`),
  ]).toEqual(["ZZZ\u00a029.00", "29.00 gold coins", "29.00", "0.01 bWWWWWWWWWWW"])
})

test("a price is said with its interval, and either alone", () => {
  const price = { amountMinor: 2900, currency: "USD" }
  expect([
    pricePhrase(price, { interval: "MONTH", count: 1 }),
    pricePhrase(price, { interval: "MONTH", count: 3 }),
    pricePhrase(price, null),
    pricePhrase(null, { interval: "YEAR", count: 1 }),
    pricePhrase(null, { interval: "WEEK", count: 2 }),
    pricePhrase({ amountMinor: Number.NaN, currency: "USD" }, null),
    pricePhrase(null, null),
  ]).toEqual([
    "$29.00 / month",
    "$29.00 every 3 months",
    "$29.00",
    "Billed yearly",
    "Billed every 2 weeks",
    null,
    null,
  ])
})
