import { expect, test } from "vitest"
import { idleSpans, pastIdle } from "./idle-spans.ts"

test("a time in which nothing happened is skipped, but for its beginning and its end", () => {
  const spans = idleSpans([
    [4000, "screen", "a"],
    [7000, "closed"],
    [20_000, "left"],
    [20_000, "closed"],
  ])
  expect(spans).toEqual([
    { from: 1000, to: 3500 },
    { from: 8000, to: 19_500 },
  ])
  expect([0, 1000, 3499, 3500, 7999, 8000, 19_499, 30_000].map((ms) => pastIdle(spans, ms))).toEqual([
    ...[0, 3500, 3500, 3500, 7999, 19_500, 19_500, 30_000],
  ])
})
