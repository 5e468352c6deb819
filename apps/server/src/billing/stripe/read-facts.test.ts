import { expect, test } from "vitest"
import { openStandIn, testKey } from "../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { readFacts } from "./read-facts.ts"
import { stripeClient } from "./stripe-client.ts"

test("a key that Stripe refuses and a limit of Stripe's are told apart from a Stripe that fails", async () => {
  const { standIn } = await openStandIn([
    { key: "rk_test_gone", isRevoked: true },
    { key: "rk_test_blind", permissions: ["coupon_read"] },
  ])
  const reasonOf = async (key: string) => {
    const stripe = stripeClient({ key, apiBase: standIn.url }, AbortSignal.timeout(60_000))
    const error = await readFacts(stripe, "mia", () => new Date()).then(
      () => null,
      (thrown: { reason?: string; message: string }) => thrown,
    )
    return error && (error.reason ?? "failed")
  }
  expect(await reasonOf(testKey)).toBe(null)
  expect(await reasonOf("rk_test_gone")).toBe("refused-key")
  expect(await reasonOf("rk_test_blind")).toBe("refused-key")
  // each flow asks two questions
  for (const status of [429, 500] as const) {
    standIn.fail({ kind: "answer", status })
    standIn.fail({ kind: "answer", status })
    expect(await reasonOf(testKey)).toBe(status === 429 ? "rate-limited" : "failed")
  }
})
