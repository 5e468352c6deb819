import { expect, test } from "vitest"
import { fewWords, interval, money, movedCount, movedRate, percent } from "./figure-words.ts"

const rate = (count: number, of: number) => ({
  count,
  of,
  rate: of === 0 ? null : count / of,
  low: 0.4,
  high: 0.5,
})

test("a rate is said with a tenth, and nothing is said of nothing", () => {
  expect([percent(190 / 390), percent(0), percent(null)]).toEqual(["48.7%", "0.0%", null])
  expect([interval(rate(1, 2)), interval({ low: null, high: null })]).toEqual(["40.0–50.0%", null])
})

test("a change says how far, and which way", () => {
  expect(movedRate(rate(5, 10), rate(4, 10))).toEqual({
    text: "▲ 10.0 pt",
    says: "up 10.0 points from 40.0%",
  })
  expect(movedRate(rate(5, 10), rate(0, 0))).toBeNull()
  expect(movedCount(90, 100)).toEqual({ text: "▼ 10.0%", says: "down 10.0 percent from 100" })
  expect(movedCount(100, 100)).toEqual({ text: "= unchanged", says: "as before, 100" })
  expect([movedCount(5, 0), movedCount(5, undefined)]).toEqual([null, null])
})

test("money is of its currency, without parts that say nothing beside the rest", () => {
  expect([
    money(941_000, "usd"),
    money(4_950, "eur"),
    money(2_900, "jpy"),
    money(123_456, "no such"),
  ]).toEqual(["$9,410", "€49.50", "¥2,900", "1,234.56 no such"])
})

test("few sessions are called so", () => {
  expect([fewWords(0), fewWords(1), fewWords(29), fewWords(30)]).toEqual([
    null,
    "Only 1 session: too few to tell.",
    "Only 29 sessions: too few to tell.",
    null,
  ])
})
