import { sql } from "kysely"
import { expect, test } from "vitest"
import { writtenOut } from "./written-out.ts"

test.for([
  ["it's", "'it''s'"],
  ["back\\slash", "'back\\slash'"],
  [3, "'3'"],
  [-0.5, "'-0.5'"],
  [true, "'true'"],
  [null, "null"],
  [new Date("2026-11-01T12:00:00.000Z"), "'2026-11-01T12:00:00.000Z'"],
  [['a"b', "c\\d", "it's", null, ""], `'{"a\\"b","c\\\\d","it''s",null,""}'`],
  [[], "'{}'"],
] as const)("%o is written %s", ([value, text]) => {
  expect(writtenOut(sql`select ${value}`)).toBe(`select ${text}`)
})

test("what has no literal is refused", () => {
  expect(() => writtenOut(sql`select ${{ a: 1 }}`)).toThrow("cannot be written")
  expect(() => writtenOut(sql`select ${Number.NaN}`)).toThrow("cannot be written")
})
