import { expect, test } from "vitest"
import { chooseReturnAddress, readReturnAddress } from "./return-addresses.ts"

test.each([
  ["https://shop.example/account", "https://shop.example/account"],
  [" https://Shop.Example ", "https://shop.example/"],
  ["https://shop.example:8443/a/../b", "https://shop.example:8443/b"],
  ["http://localhost:3000/account", "http://localhost:3000/account"],
  ["http://[::1]/", "http://[::1]/"],
  ["http://shop.example/account", null],
  ["https://shop.example/account?a=1", null],
  ["https://shop.example/account?", null],
  ["https://shop.example/account#top", null],
  ["https://user:pw@shop.example/", null],
  ["javascript:alert(1)", null],
  ["data:text/html,hello", null],
  ["//shop.example/", null],
  ["/account", null],
  ["shop.example", null],
  ["", null],
  [`https://shop.example/${"a".repeat(500)}`, null],
])("%j is kept as %j", (text, address) => {
  expect(readReturnAddress(text)).toBe(address)
})

const allowed = ["https://shop.example/account", "https://help.example/"]

test.each([
  ["https://help.example", "https://help.example/"],
  ["https://shop.example/account?from=mail#plan", "https://shop.example/account?from=mail#plan"],
  [null, "https://shop.example/account"],
  ["https://shop.example/other", "https://shop.example/account"],
  ["https://shop.example/account/", "https://shop.example/account"],
  ["https://shop.example.evil.example/account", "https://shop.example/account"],
  ["https://shop.example@evil.example/account", "https://shop.example/account"],
  ["https://evil@shop.example/account", "https://shop.example/account"],
  ["http://shop.example/account", "https://shop.example/account"],
  ["https://shop.example:8443/account", "https://shop.example/account"],
  ["javascript:alert(1)//https://shop.example/account", "https://shop.example/account"],
  ["https:\\\\evil.example\\account", "https://shop.example/account"],
  [`https://help.example/?${"a".repeat(2000)}`, "https://shop.example/account"],
])("a link that names %j leads back to %j", (named, back) => {
  expect(chooseReturnAddress(allowed, named)).toBe(back)
})

test("a list without addresses leads nowhere", () => {
  expect(chooseReturnAddress([], "https://shop.example/account")).toBeNull()
})
