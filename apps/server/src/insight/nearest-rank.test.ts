import { expect, test } from "vitest"
import { nearestRank } from "./nearest-rank.ts"

const once = (...values: number[]) => values.map((value) => ({ value, count: 1 }))

test("a percentile is one of the values, the smallest that enough do not exceed", () => {
  expect(nearestRank(once(50, 15, 40, 20, 35), 0.3)).toBe(20)
  expect(nearestRank(once(50, 15, 40, 20, 35), 0.4)).toBe(20)
  expect(nearestRank(once(50, 15, 40, 20, 35), 0.5)).toBe(35)
  expect(nearestRank(once(50, 15, 40, 20, 35), 1)).toBe(50)
  expect(nearestRank([...once(1), { value: 2, count: 8 }, ...once(9)], 0.9)).toBe(2)
  expect(nearestRank(once(7), 0.9)).toBe(7)
  expect(nearestRank([], 0.5)).toBeNull()
})
