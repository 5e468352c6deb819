import { expect, test } from "vitest"
import { isCodeOf, totpAt } from "./totp.ts"

const secret = "12345678901234567890"
const at = (seconds: number) => new Date(seconds * 1000)

test.for([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
] as const)("the test vector of RFC 6238 at %i seconds is %s", ([seconds, code]) => {
  expect(totpAt(secret, at(seconds))).toBe(code)
})

test("a code is good for its own half minute and the one after, and not before its time", () => {
  const code = totpAt(secret, at(90))
  expect([59, 60, 90, 119, 149, 150].map((seconds) => isCodeOf(secret, code, at(seconds)))).toEqual([
    false,
    false,
    true,
    true,
    true,
    false,
  ])
})
