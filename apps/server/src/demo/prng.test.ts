import { expect, test } from "vitest"
import { prng } from "./prng.ts"

const draws = (seed: number, count: number) => {
  const chance = prng(seed)
  return Array.from({ length: count }, () => chance.next())
}

test("the same seed draws the same numbers, another seed draws others", () => {
  expect(draws(7, 50)).toEqual(draws(7, 50))
  expect(draws(7, 50)).not.toEqual(draws(8, 50))
  expect(draws(7, 50)).not.toEqual(draws(7.5, 50))
})

test("numbers are spread evenly from 0 up to 1", () => {
  const numbers = draws(1, 100_000)
  const tenths = Array.from(
    { length: 10 },
    (_, i) => numbers.filter((n) => n >= i / 10 && n < (i + 1) / 10).length,
  )
  expect(tenths.reduce((sum, count) => sum + count)).toBe(100_000)
  for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500)
})

test("`between` reaches both ends and nothing beyond", () => {
  const chance = prng(3)
  const seen = new Set(Array.from({ length: 200 }, () => chance.between(2, 5)))
  expect([...seen].sort()).toEqual([2, 3, 4, 5])
})

test("`weighted` follows the weights and never picks a weight of zero", () => {
  const chance = prng(5)
  const counts = [0, 0, 0]
  for (let i = 0; i < 30_000; i++) {
    const index = chance.weighted([1, 0, 2])
    counts[index] = (counts[index] ?? 0) + 1
  }
  expect(counts[1]).toBe(0)
  expect((counts[2] ?? 0) / (counts[0] ?? 1)).toBeCloseTo(2, 0)
})

test("half of the spans lie under the median and none is negative", () => {
  const chance = prng(9)
  const spans = Array.from({ length: 20_000 }, () => chance.span(1000, 0.6))
  expect(spans.filter((span) => span < 1000).length / spans.length).toBeCloseTo(0.5, 1)
  expect(Math.min(...spans)).toBeGreaterThan(0)
})

test("picking from nothing is an error", () => {
  expect(() => prng(1).pick([])).toThrow(RangeError)
})
