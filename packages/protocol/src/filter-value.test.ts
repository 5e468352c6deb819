import fc from "fast-check"
import { expect, test } from "vitest"
import { readFilterValue, writeFilterValue } from "./filter-value.ts"

test.each([
  [null, "null"],
  ["null", "\\null"],
  ["\\null", "\\\\null"],
  ["\\", "\\"],
  ["\\nul", "\\nul"],
  ["NULL", "NULL"],
  ["null ", "null "],
  ["null\n", "null\n"],
  ["Too expensive", "Too expensive"],
  ["", ""],
])("%j is written %j", (value, text) => {
  expect([writeFilterValue(value), readFilterValue(text)]).toEqual([text, value])
})

test("any value comes back as it was, and any text is one value only", () => {
  const backslashed = fc.stringMatching(/^\\{0,3}(null)?$/)
  fc.assert(
    fc.property(fc.oneof(fc.string(), backslashed, fc.constant(null)), (value) => {
      expect(readFilterValue(writeFilterValue(value))).toBe(value)
    }),
  )
  fc.assert(
    fc.property(fc.oneof(fc.string(), backslashed), (text) => {
      expect(writeFilterValue(readFilterValue(text))).toBe(text)
    }),
  )
})
