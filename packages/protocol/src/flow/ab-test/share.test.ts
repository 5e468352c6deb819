import { expect, test } from "vitest"
import { newcombeInterval, wilsonInterval } from "./share.ts"

// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I,
// method 3
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("Wilson's interval of %d of %d is the published one", (count, of, low, high) => {
  const interval = wilsonInterval({ count, of }, 0.95)
  expect(interval.low).toBeCloseTo(low, 4)
  expect(interval.high).toBeCloseTo(high, 4)
})

// R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17
// (1998), table II, method 10
test.each([
  ["56/70", "48/80", 0.0524, 0.3339],
  ["9/10", "3/10", 0.1705, 0.809],
  ["6/7", "2/7", 0.0582, 0.8062],
  ["5/56", "0/29", -0.0381, 0.1926],
  ["0/10", "0/20", -0.1611, 0.2775],
  ["0/10", "0/10", -0.2775, 0.2775],
  ["10/10", "0/20", 0.6791, 1],
  ["10/10", "0/10", 0.6075, 1],
])("Newcombe's interval of %s less %s is the published one", (variant, control, low, high) => {
  const interval = newcombeInterval(share(variant), share(control), 0.95)
  expect(interval.low).toBeCloseTo(low, 4)
  expect(interval.high).toBeCloseTo(high, 4)
})

test("a difference turned round is the same one", () => {
  const there = newcombeInterval(share("56/70"), share("48/80"), 0.9)
  const back = newcombeInterval(share("48/80"), share("56/70"), 0.9)
  expect(back.difference).toBeCloseTo(-there.difference, 12)
  expect(back.low).toBeCloseTo(-there.high, 12)
  expect(back.high).toBeCloseTo(-there.low, 12)
})

function share(words: string) {
  const [count = 0, of = 1] = words.split("/").map(Number)
  return { count, of }
}
