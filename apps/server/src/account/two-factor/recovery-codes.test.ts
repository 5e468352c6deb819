import { expect, test } from "vitest"
import { newRecoveryCodes, tidyRecoveryCode } from "./recovery-codes.ts"

test("there are ten different codes that nobody misreads", () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[2-9a-hjkmnp-z]{5}-[2-9a-hjkmnp-z]{5}$/)
})

test("a code is the same however it is typed", () => {
  const typed = ["7kq2m-x9fwc", "7KQ2M-X9FWC", " 7kq2mx9fwc ", "7kq2m x9fwc", "7kq2m–x9fwc"]
  expect(typed.map(tidyRecoveryCode)).toEqual(typed.map(() => "7kq2m-x9fwc"))
})
