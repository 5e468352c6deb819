import { expect, test } from "vitest"
import { shorten } from "./shorten.ts"

test("a text that fits stays as it is", () => {
  expect([shorten("", 3), shorten("abc", 3)]).toEqual(["", "abc"])
})

test("a longer text ends in an ellipsis, never in half a character", () => {
  expect([shorten("abcd", 3), shorten("ab🙂d", 3), shorten("ab🙂d", 4)]).toEqual(["abc…", "ab…", "ab🙂…"])
})
