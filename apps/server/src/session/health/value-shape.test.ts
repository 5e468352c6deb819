import { expect, test } from "vitest"
import { valueShape } from "./value-shape.ts"

test.for([
  ["Jan 5, 2025", 'a text of 11 characters like "Aaa 9, 9999"'],
  ["", "an empty text"],
  ["x", 'a text of 1 character like "a"'],
  ["ada@example.com", 'a text of 15 characters like "aaa@aaaaaaa.aaa"'],
  ["Zoë Ångström ٣ 田中 é", 'a text of 19 characters like "Aaa Aaaaaaaa 9 aa a"'],
  ["a\0\ud800\n🎉", 'a text of 5 characters like "a····"'],
  ["y".repeat(1000), `a text of 1000 characters like "${"a".repeat(40)}…"`],
  ["y".repeat(10_001), "a text of more than 10000 characters"],
  [-29.95, "a number like -99.99"],
  [1e300, "a number like 9e+999"],
  [true, "true or false"],
  [null, "null"],
  [undefined, "nothing"],
  [[1], "a list of 1 entry"],
  [{ email: "ada@example.com", id: 1 }, "an object of 2 fields"],
] as const)("%j is told as %s", ([value, shape]) => {
  expect(valueShape(value)).toBe(shape)
})

test("no letter and no digit of a text is in its shape", () => {
  const letters = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code))
  for (const letter of letters) {
    const told = valueShape(letter).slice('a text of 1 character like "'.length, -1)
    if (/[\p{L}\p{N}\p{M}]/u.test(letter)) expect(["A", "a", "9"], letter).toContain(told)
    else expect([letter, "·"], letter).toContain(told)
  }
})
