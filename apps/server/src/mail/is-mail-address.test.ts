import { expect, test } from "vitest"
import { isMailAddress } from "./is-mail-address.ts"

test.for(["ada@example.com", "o'hara+tag@mail.example.com", "grüße@bücher.example", "holdfast@localhost"])(
  "%s is an address",
  (text) => {
    expect(isMailAddress(text)).toBe(true)
  },
)

test.for([
  "",
  "ada",
  "@example.com",
  "ada@",
  "ada@example.com, eve@example.com",
  "ada@example.com;eve@example.com",
  "Ada <ada@example.com>",
  "ada@example.com\r\nBcc: eve@example.com",
  "ada @example.com",
  "ada@eve@example.com",
  "ada\u0000@example.com",
  '"ada eve"@example.com',
])("%j is none", (text) => {
  expect(isMailAddress(text)).toBe(false)
})
