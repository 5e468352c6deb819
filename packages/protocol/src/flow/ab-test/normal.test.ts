import { expect, test } from "vitest"
import { normalQuantile, twoSidedP, twoSidedZ } from "./normal.ts"

// Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 26.5
test.each([
  [0.5, 0],
  [0.8, 0.84162],
  [0.975, 1.95996],
  [0.995, 2.57583],
  [0.9995, 3.29053],
  [0.01, -2.32635],
])("of the standard normal, %d lies below %d", (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 5)
})

test("p is the tail on both sides", () => {
  expect(twoSidedZ(0.95)).toBeCloseTo(1.95996, 5)
  expect(twoSidedP(1.959964)).toBeCloseTo(0.05, 6)
  expect(twoSidedP(-3.290527)).toBeCloseTo(0.001, 6)
  expect(twoSidedP(0)).toBeCloseTo(1, 6)
})

test.each([0, 1, -0.1, Number.NaN])("there is no quantile of %d", (p) => {
  expect(() => normalQuantile(p)).toThrow(`not ${p}`)
})
