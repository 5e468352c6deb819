import { expect, test } from "vitest"
import { mergeIgnored } from "./merge-ignored.ts"

const price = { path: "customer.planPrice", why: "takes a number; as a text, only a whole one" }
const start = { path: "customer.created", why: "is no time that can be read; ISO 8601 is best" }

test("a report in which everything was read adds nothing", () => {
  expect(mergeIgnored(null, undefined)).toBe(null)
  expect(mergeIgnored(null, [])).toBe(null)
  const stored = [price]
  expect(mergeIgnored(stored, [])).toBe(stored)
})

test("what several reports of a session name is kept once", () => {
  expect(mergeIgnored([price], [start, price])).toEqual([price, start])
  expect(mergeIgnored([price], [{ ...price, why: "takes at most 9" }])).toEqual([
    price,
    { ...price, why: "takes at most 9" },
  ])
})

test("50 fields are kept, with paths of 300 characters that can be stored", () => {
  const many = Array.from({ length: 100 }, (_, n) => ({ path: `field${n}`, why: "takes a number" }))
  expect(mergeIgnored(null, many)).toEqual(many.slice(0, 50))
  expect(mergeIgnored([price], many)).toEqual([price, ...many.slice(0, 49)])
  const odd = { path: `a\0b\ud800${"x".repeat(400)}`, why: "takes a text" }
  expect(mergeIgnored(null, [odd])).toEqual([
    { path: `a\ufffdb\ufffd${"x".repeat(296)}`, why: "takes a text" },
  ])
})
