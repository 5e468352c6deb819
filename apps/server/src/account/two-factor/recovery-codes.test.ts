import { expect, test } from "vitest"
import { findKept, hashOfRecoveryCode, newRecoveryCodes } from "./recovery-codes.ts"

test("there are ten different codes that nobody misreads", () => {
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[2-9a-hjkmnp-z]{6}(-[2-9a-hjkmnp-z]{6}){3}$/)
})

test("a code is the same however it is typed", () => {
  const kept = [
    hashOfRecoveryCode("aaaaaa-bbbbbb-cccccc-dddddd"),
    hashOfRecoveryCode("7kq2mx-9fwc3h-tn8vba-e4spru"),
  ]
  const typed = [
    "7kq2mx-9fwc3h-tn8vba-e4spru",
    "7KQ2MX-9FWC3H-TN8VBA-E4SPRU",
    " 7kq2mx9fwc3htn8vbae4spru ",
    "7kq2mx 9fwc3h tn8vba e4spru",
    "7kq2mx–9fwc3h–tn8vba–e4spru",
  ]
  expect(typed.map((code) => findKept(kept, code))).toEqual(typed.map(() => kept[1]))
})

test("a code of ten characters, kept as it is, is still known", () => {
  const kept = ["7kq2m-x9fwc", hashOfRecoveryCode("aaaaaa-bbbbbb-cccccc-dddddd")]
  expect(["7kq2m-x9fwc", " 7KQ2M x9fwc"].map((code) => findKept(kept, code))).toEqual([kept[0], kept[0]])
})

test("what is kept of a code is no code, and neither is another one", () => {
  const kept = [hashOfRecoveryCode("7kq2mx-9fwc3h-tn8vba-e4spru")]
  const typed = [kept[0] ?? "", "7kq2mx-9fwc3h-tn8vba-e4sprv", "7kq2mx", ""]
  expect(typed.map((code) => findKept(kept, code))).toEqual([null, null, null, null])
})
