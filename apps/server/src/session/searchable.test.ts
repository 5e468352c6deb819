import { expect, test } from "vitest"
import { searchable } from "./searchable.ts"

test.each([
  ["cafe\u0301", "café"],
  ["CAFÉ", "café"],
  ["it\u2019s", "it's"],
  ["\u201cquoted\u201d", '"quoted"'],
  ["no\u00a0break", "no break"],
  ["thin\u202fspace", "thin space"],
  ["a\u200bda@x\ufeff.example", "ada@x.example"],
  ["co\u2011op", "co-op"],
  ["soft\u00adhyphen", "softhyphen"],
  ["two\r\nlines\nand\rmore", "two lines and more"],
  ["İstanbul", "i̇stanbul"],
])("%j is looked for as %j", (text, expected) => {
  expect(searchable(text)).toBe(expected.normalize("NFC"))
})

test("a picture of several emoji stays one, and a text that was evened stays as it is", () => {
  for (const text of ["👩\u200d👩\u200d👧", "Ǆ", "ẞ", "ﬁ", "a\u0300\u0323", "Å", "x\u2028y"]) {
    expect(searchable(searchable(text))).toBe(searchable(text))
  }
  expect(searchable("👩\u200d👧")).toBe("👩\u200d👧")
})
