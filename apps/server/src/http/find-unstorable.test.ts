import { expect, test } from "vitest"
import { findUnstorable } from "./find-unstorable.ts"

const sentenceOf = (value: unknown, most?: number) => findUnstorable(value, "the body", most)?.sentence

test("what cannot be kept is named where it stands", () => {
  expect(
    [
      { a: [{ b: "x\0" }] },
      { a: ["\ud800"] },
      { a: { b: Number.POSITIVE_INFINITY } },
      { a: JSON.parse('{"__proto__":1}') },
      { a: { "x\0": 1 } },
      ["fine", 1, null, true, { a: [] }],
    ].map((value) => sentenceOf(value)),
  ).toEqual([
    "a[0].b contains a NUL character, which is not accepted.",
    "a[0] contains half of a surrogate pair; texts must be valid Unicode.",
    "a.b is too large for a number.",
    "a has a key __proto__, which is not accepted.",
    "a key of a contains a NUL character, which is not accepted.",
    undefined,
  ])
})

test("nesting of 32 levels is looked through, and one more is not", () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)])
  expect([sentenceOf(nested(32)), sentenceOf({ a: nested(32) })]).toEqual([
    undefined,
    `a${"[0]".repeat(31)} is nested too deeply; 32 levels are accepted.`,
  ])
})

test("a body of as many values as are accepted is looked through, and of a larger one no more than those", () => {
  const looked: number[] = []
  const list = Array.from({ length: 2000 }, () => 1)
  const watched = new Proxy(list, {
    get(target, key) {
      if (typeof key === "string" && /^\d+$/.test(key)) looked.push(Number(key))
      return Reflect.get(target, key)
    },
  })
  // the list itself is a value, and so is what it stands in
  expect(sentenceOf({ a: list.slice(0, 998) }, 1000)).toBe(undefined)
  expect(sentenceOf({ a: watched }, 1000)).toBe("a[998] is one value too many; 1,000 are accepted.")
  expect(looked.at(-1)).toBe(998)
})
