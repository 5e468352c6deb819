import { expect, test } from "vitest"
import { makeAuthHash, makeFlowToken } from "./prove.ts"

test("the hash is the HMAC of the customer id, as any client makes it", () => {
  expect(makeAuthHash("key", "The quick brown fox jumps over the lazy dog")).toBe(
    "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
  )
})

test("a token carries its payload in the open and signs exactly that", () => {
  const facts = { appId: "abc", customerId: "cus_1", mode: "live" } as const
  const [encoded = "", signature] = makeFlowToken("key", facts, 1234).slice("hf2_".length).split(".")
  expect(JSON.parse(Buffer.from(encoded, "base64url").toString())).toEqual({
    a: "abc",
    c: "cus_1",
    m: "live",
    t: 1234,
  })
  // another key and another text than a bare hash has, whatever a customer is called
  expect(signature).toBe(makeAuthHash("hf2_key", `hf2_${encoded}`))
})
