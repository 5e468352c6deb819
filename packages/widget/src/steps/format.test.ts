import { expect, test } from "vitest"
import { datePlus, longDate, money, percent, span } from "./format.ts"

test("money comes from minor units, whatever their number", () => {
  expect([money(2500, "usd", "en"), money(1450, "eur", "de"), money(500, "JPY", "en")]).toEqual([
    "$25",
    "14,50\u00a0€",
    "¥500",
  ])
  // billed in hundredths, though screens usually show none
  expect([money(299000, "huf", "en"), money(299050, "HUF", "en"), money(1234, "kwd", "en")]).toEqual([
    "HUF\u00a02,990",
    "HUF\u00a02,990.50",
    "KWD\u00a01.234",
  ])
})

test("money without a known currency is not guessed", () => {
  expect([money(2500, null, "en"), money(2500, "gold", "en")]).toEqual([null, null])
})

test("lengths follow the plural of the language", () => {
  expect([span(1, "month", "en"), span(3, "month", "de"), span(2, "week", "fr")]).toEqual([
    "1 month",
    "3 Monate",
    "2\u00a0semaines",
  ])
})

test("percentages keep a half", () => {
  expect([percent(50, "en"), percent(12.5, "en")]).toEqual(["50%", "12.5%"])
})

test("a month on from the 31st is the last day of a shorter month", () => {
  const date = datePlus(new Date(2027, 0, 31, 12), 1, "month")
  expect([longDate(date, "en-GB"), longDate(datePlus(date, 2, "week"), "en-GB")]).toEqual([
    "28 February 2027",
    "14 March 2027",
  ])
})
