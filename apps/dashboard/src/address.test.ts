import { expect, test } from "vitest"
import { readAddress, writeAddress } from "./address.ts"

test("an address stays readable where it may", () => {
  expect(
    writeAddress({ offer: "pause,discount", q: "ada@example.com", response: "Why? a&b=c #1 100% ~," }),
  ).toBe("?offer=pause,discount&q=ada@example.com&response=Why%3F+a%26b%3Dc+%231+100%25+~,")
  expect(writeAddress({})).toBe("")
})

test("a name that is repeated is a list", () => {
  expect(readAddress("?offer=pause&q=a%2Cb&offer=discount")).toEqual({ offer: "pause,discount", q: "a,b" })
})

test("broken escapes are read as they stand", () => {
  expect(readAddress("?q=100%&x=%E0%A4")).toEqual({ q: "100%", x: "\ufffd" })
})
