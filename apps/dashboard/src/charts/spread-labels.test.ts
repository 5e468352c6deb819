import fc from "fast-check"
import { expect, test } from "vitest"
import { spreadLabels } from "./spread-labels.ts"

test("labels that have room stand where they belong", () => {
  expect(spreadLabels([80, 20, 50], 16, 0, 100)).toEqual([80, 20, 50])
})

test("labels that would lie on one another are moved apart, in their order", () => {
  expect(spreadLabels([50, 50, 52], 16, 0, 100)).toEqual([50, 66, 82])
  expect(spreadLabels([98, 95], 16, 0, 100)).toEqual([100, 84])
})

test("where there is no room for all, they are set evenly", () => {
  expect(spreadLabels([5, 5, 5], 16, 0, 20)).toEqual([0, 10, 20].map((at) => at))
})

test("no label leaves the axis, and none comes nearer to another than there is room for", () => {
  const wanted = fc.array(fc.integer({ min: -50, max: 250 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(wanted, (places) => {
      const set = spreadLabels(places, 16, 0, 200)
      const step = Math.min(16, 200 / Math.max(1, places.length - 1))
      const sorted = set.toSorted((a, b) => a - b)
      for (const at of set) expect(at >= -1e-9 && at <= 200 + 1e-9).toBe(true)
      for (const [nth, at] of sorted.entries()) {
        if (nth > 0) expect(at - (sorted[nth - 1] ?? 0)).toBeGreaterThanOrEqual(step - 1e-9)
      }
    }),
  )
})
