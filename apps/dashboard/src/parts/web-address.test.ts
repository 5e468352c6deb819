import { expect, test } from "vitest"
import { webAddress } from "./web-address.ts"

test.for([
  ["https://recordings.example/ada?t=1#2", "recordings.example"],
  ["HTTPS://Recordings.Example:8443/ada", "recordings.example:8443"],
  // letters that look like others are told apart by their spelling in ASCII
  ["https://rec\u043erdings.example/", "xn--recrdings-22h.example"],
] as const)("%s leads to %s", ([url, host]) => {
  expect(webAddress(url)?.host).toBe(host)
})

test.for([
  "http://recordings.example/ada",
  "/api/me",
  "//recordings.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "https://recordings.example@evil.example/",
  "https://",
  "ada",
  "",
])("%j is opened by nobody", (url) => {
  expect(webAddress(url)).toBeNull()
})
