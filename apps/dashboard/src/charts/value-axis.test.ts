import fc from "fast-check"
import { expect, test } from "vitest"
import { planAxis } from "./value-axis.ts"

const says = String
const rate = { says, least: 0, most: 1 }
const count = { says, least: 0, isFromZero: true, isWhole: true }

test("an axis goes from one round value to another around all that is drawn", () => {
  expect(planAxis([0.41, 0.48, null, 0.56], rate)).toEqual({
    from: 0.4,
    to: 0.6,
    ticks: [0.4, 0.45, 0.5, 0.55, 0.6],
  })
})

test("an axis of shares stays between nothing and all", () => {
  expect(planAxis([0.02, 0.99], rate)).toEqual({ from: 0, to: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] })
  expect(planAxis([1], rate)).toMatchObject({ from: 0.5, to: 1 })
  expect(planAxis([0], rate)).toMatchObject({ from: 0, to: 1 })
})

test("an axis of counts begins at 0 and has no half ones", () => {
  expect(planAxis([812, 790], count)).toMatchObject({ from: 0, to: 1000 })
  expect(planAxis([1], count)).toEqual({ from: 0, to: 1, ticks: [0, 1] })
  expect(planAxis([0, 0], count)).toEqual({ from: 0, to: 1, ticks: [0, 1] })
})

test("without values there is an axis from 0 to 1", () => {
  expect(planAxis([], rate)).toMatchObject({ from: 0, to: 1 })
  expect(planAxis([null, Number.NaN, Number.POSITIVE_INFINITY], { says })).toMatchObject({ from: 0, to: 1 })
})

test("values below 0 and very large ones have an axis around them", () => {
  expect(planAxis([-3, -3], { says })).toMatchObject({ from: -5, to: -1 })
  expect(planAxis([-40, 25], { says })).toEqual({ from: -40, to: 40, ticks: [-40, -20, 0, 20, 40] })
  expect(planAxis([1e12, 3e12], { says, isFromZero: true })).toMatchObject({ from: 0, to: 3e12 })
})

test("whatever is drawn, the axis holds all of it, is longer than nothing, and has a tick", () => {
  const value = fc
    .oneof(fc.maxSafeInteger(), fc.integer({ min: -1000, max: 1000 }))
    .map((whole) => whole / 1000)
  const values = fc.array(fc.oneof(fc.constant(null), value))
  fc.assert(
    fc.property(values, fc.boolean(), (drawn, isFromZero) => {
      const { from, to, ticks } = planAxis(drawn, { says, isFromZero })
      expect(Number.isFinite(from) && Number.isFinite(to) && from < to).toBe(true)
      expect(ticks.length).toBeGreaterThan(0)
      for (const value of drawn) if (value !== null) expect(value >= from && value <= to).toBe(true)
      for (const tick of ticks) expect(tick >= from && tick <= to).toBe(true)
    }),
  )
})
