import { expect, test } from "vitest"
import { customersPerArm, customersToTellApart, weeksToFill } from "./sample-size.ts"

test.each([
  // the example of `power.prop.test` in the manual of R: n = 76.7
  [0.5, 0.75, 0.05, 0.9, 77],
  // and what it answers for others: 387.3, 434.4
  [0.5, 0.6, 0.05, 0.8, 388],
  [0.05, 0.1, 0.05, 0.8, 435],
])("to tell %d from %d, at %d and %d, takes what R says", (p, q, alpha, power, customers) => {
  expect(customersToTellApart(p, q, alpha, power)).toBe(customers)
  expect(customersToTellApart(q, p, alpha, power)).toBe(customers)
})

test("the plan's sample finds the effect whichever way it goes, at the level that is kept for the end", () => {
  const plan = { baselineRate: 0.4, smallestEffect: 0.1, confidence: 0.95 }
  expect(customersPerArm(plan)).toBe(customersToTellApart(0.4, 0.5, 0.04, 0.8))
  expect(customersPerArm({ ...plan, baselineRate: 0.6 })).toBe(customersPerArm(plan))
  expect(customersPerArm({ ...plan, baselineRate: 0.95 })).toBe(customersToTellApart(0.95, 0.85, 0.04, 0.8))
})

test.each([
  [0.5, 0.5],
  [0.4, 0.7],
  [0.4, 0],
])("from %d nothing moves by %d", (baselineRate, smallestEffect) => {
  expect(customersPerArm({ baselineRate, smallestEffect, confidence: 0.95 })).toBeNull()
})

test.each([0, 1])("where %d of all stay today there is a sample all the same", (baselineRate) => {
  expect(customersPerArm({ baselineRate, smallestEffect: 0.1, confidence: 0.95 })).toBeGreaterThan(30)
})

test("weeks are those of both arms, a begun one counted whole", () => {
  expect(weeksToFill(240, 70)).toBe(7)
  expect(weeksToFill(240, 480)).toBe(1)
  expect(weeksToFill(240, 0.5)).toBe(960)
  expect(weeksToFill(240, 0)).toBeNull()
})
