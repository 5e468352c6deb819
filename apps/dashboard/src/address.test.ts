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

test.for([
  ["?q=bob+test@x.example", "bob+test@x.example"],
  ["q=bob+test%40x.example&mode=test", "bob+test@x.example"],
  ["?mode=test&q=bob+test@x.example", "bob+test@x.example"],
  ["?q=bob%2Btest@x.example", "bob+test@x.example"],
  ["?q=too+expensive", "too expensive"],
  ["?q=write+to+bob@x.example", "write to bob@x.example"],
  ["?q=bob@x.example+later", "bob@x.example later"],
  ["?response=bob+test@x.example", undefined],
] as const)("%s searches for %s: of an email a plus is no space", ([address, q]) => {
  expect(readAddress(address).q).toBe(q)
})

test.for(["bob test@x.example", "bob+test@x.example", "a b+c@d e", "a b c@d", "+", " ", "a+b", "a@b c"])(
  "a search for %j is read as it was written",
  (q) => {
    expect(readAddress(writeAddress({ q, response: "x y+z@w" }))).toEqual({ q, response: "x y+z@w" })
  },
)
