import { expect, test } from "vitest"
import { difference, type Facts, tellInto } from "./facts.ts"

const factsOf = (...told: [number, string][]): Facts => {
  const facts: Facts = new Map()
  const tell = tellInto(facts)
  for (const [value, name] of told) tell(value, ...name.split(" "))
  return facts
}

test("figures are added up by their names, and none is as good as 0", () => {
  expect(difference(factsOf([2, "a b"], [1, "a b"]), factsOf([3, "a b"], [0, "c"]))).toBeNull()
})

test("a whole number, a missing one and one too many differ", () => {
  expect(difference(factsOf([3, "a"]), factsOf([4, "a"]))).toBe("a: 3, and DuckDB says 4")
  expect(difference(factsOf([3, "a"]), factsOf())).toBe("a: 3, and DuckDB says 0")
  expect(difference(factsOf(), factsOf([3, "a"]))).toBe("a: 0, and DuckDB says 3")
})

test("money may be rounded, rates may leave what floating point leaves, and nothing is equal to no number", () => {
  expect(difference(factsOf([3, "money usd"]), factsOf([3.6, "money usd"]))).toBeNull()
  expect(difference(factsOf([3, "money usd"]), factsOf([4.1, "money usd"]))).not.toBeNull()
  expect(difference(factsOf([0.25, "rate"]), factsOf([0.25 + 1e-12, "rate"]))).toBeNull()
  expect(difference(factsOf([0.25, "rate"]), factsOf([0.2501, "rate"]))).not.toBeNull()
  expect(difference(factsOf([Number.NaN, "rate"]), factsOf([0.25, "rate"]))).not.toBeNull()
})
