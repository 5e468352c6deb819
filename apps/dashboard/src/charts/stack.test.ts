import { expect, test } from "vitest"
import { stack } from "./stack.ts"

const series = [{ key: "a" }, { key: "b" }, { key: "constructor" }]

test("parts lie on one another in the order of the series, whatever the order of the row", () => {
  expect(
    stack({ b: { count: 2 }, a: { count: 3 } }, series).map(({ key, from, to }) => [key, from, to]),
  ).toEqual([
    ["a", 0, 3],
    ["b", 3, 5],
  ])
})

test("what is missing, 0, below 0 or no number has no part", () => {
  const parts = { a: { count: 0 }, b: { count: Number.NaN }, c: { count: 4 } }
  expect(stack(parts, series)).toEqual([])
  expect(stack({ a: { count: -1 } }, series)).toEqual([])
})
