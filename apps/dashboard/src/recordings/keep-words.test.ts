import { expect, test } from "vitest"
import { hoursOf, keepWords, spanOf } from "./keep-words.ts"

test.for([
  [null, "for ever"],
  [1, "1 hour"],
  [36, "36 hours"],
  [24, "1 day"],
  [2160, "90 days"],
  [87_600, "3,650 days"],
] as const)("%s hours are said as %s", ([hours, words]) => expect(keepWords(hours)).toBe(words))

test("a span that is read and said again is the same", () => {
  for (const hours of [1, 23, 24, 25, 2160, 87_600]) expect(hoursOf(spanOf(hours))).toBe(hours)
})
