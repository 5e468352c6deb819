import { expect, test } from "vitest"
import { durationPhrase } from "./duration.ts"

test.for([
  [0, "less than a second"],
  [999, "less than a second"],
  [9_400, "9 s"],
  [60_000, "1 min"],
  [80_000, "1 min 20 s"],
  [2 * 3_600_000 + 5 * 60_000, "2 h 5 min"],
  [24 * 3_600_000, "24 h"],
  [72 * 3_600_000, "3 days"],
] as const)("%d ms are %s", ([ms, phrase]) => {
  expect(durationPhrase(ms)).toBe(phrase)
})
