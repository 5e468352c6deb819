import type { Mode } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { keyFault, keyHint, webhookSecretFault } from "./key-fault.ts"

test.each<[string, Mode]>([
  ["rk_live_51AbcDEF", "live"],
  ["rk_test_51AbcDEF", "test"],
  ["rk_test_51AbcDEF", "sandbox"],
  ["sk_live_51AbcDEF", "live"],
  ["sk_test_51AbcDEF", "sandbox"],
])("%s is a key for %s", (key, mode) => {
  expect(keyFault(key, mode)).toBe(null)
})

test.each<[string, Mode, string]>([
  ["", "live", "key is missing."],
  ["pk_live_51AbcDEF", "live", "key is a publishable key"],
  ["whsec_51AbcDEF", "live", "It belongs into webhookSecret."],
  ["rk_live_51AbcDEF", "test", "key is of Stripe's live mode (…_live_…), and this connection is for test."],
  ["rk_live_51AbcDEF", "sandbox", "It takes one that begins with rk_test_."],
  ["sk_test_51AbcDEF", "live", "It takes one that begins with rk_live_."],
  ["rk_test_", "test", "key is no key of Stripe's API."],
  ["rk_test_51 AbcDEF", "test", "key is no key of Stripe's API."],
  ["rk_test_51AbcDEF\nrk_test_51AbcDEF", "test", "key is no key of Stripe's API."],
  [`rk_test_${"x".repeat(241)}`, "test", "key is no key of Stripe's API."],
  ["sk_org_live_51AbcDEF", "live", "key is no key of Stripe's API."],
  ["live_data_51AbcDEF", "live", "key is no key of Stripe's API."],
])("%j is refused for %s, in a sentence without the key", (key, mode, sentence) => {
  const fault = keyFault(key, mode)
  expect(fault).toContain(sentence)
  if (key) expect(fault).not.toContain(key)
})

test("a signing secret begins with whsec_", () => {
  expect(webhookSecretFault("whsec_abc123DEF456")).toBe(null)
  for (const wrong of ["", "whsec_", "rk_test_51AbcDEF", "whsec_abc 123DEF456"])
    expect(webhookSecretFault(wrong)).toContain("webhookSecret is no signing secret")
})

test("of a key is shown where it begins and ends", () => {
  expect(keyHint("rk_test_51AbcDEF4f2a")).toBe("rk_test_…4f2a")
})
