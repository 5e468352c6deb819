import { expect, test } from "vitest"
import { playTime } from "./play-time.ts"

test.each([
  [0, "0:00"],
  [7999, "0:07"],
  [760_000, "12:40"],
  [3_729_000, "1:02:09"],
])("%i ms are %s", (ms, says) => {
  expect(playTime(ms)).toBe(says)
})
