import { expect, test } from "vitest"
import { aggregatesAgree } from "./aggregation-rows.ts"

const answer = [
  { day: "2026-01-02", trial: true, count: 3 },
  { day: "2026-01-01", trial: null, count: 1 },
]

test.each([
  [
    "the same in another order",
    [
      ["2026-01-01", null, 1],
      ["2026-01-02", true, 3],
    ],
    true,
  ],
  [
    "another count",
    [
      ["2026-01-01", null, 1],
      ["2026-01-02", true, 4],
    ],
    false,
  ],
  [
    "none where a text says null",
    [
      ["2026-01-01", "null", 1],
      ["2026-01-02", true, 3],
    ],
    false,
  ],
  ["one less", [["2026-01-02", true, 3]], false],
])("%s: %s", (_, counted, agree) => {
  expect(aggregatesAgree(answer, ["day", "trial"], counted)).toBe(agree)
})
