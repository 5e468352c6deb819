import { expect, test } from "vitest"
import { openStandIn, testKey } from "../../demo/stripe-stand-in/testing/open-stand-in.ts"
import { findUnknown } from "./find-unknown.ts"
import { stripeClient } from "./stripe-client.ts"

test("coupons and prices that Stripe does not have are told, in their order", async () => {
  const { standIn } = await openStandIn()
  const stripe = stripeClient({ key: testKey, apiBase: standIn.url }, AbortSignal.timeout(60_000))
  const named = {
    coupons: ["gone", "half_for_3"],
    prices: ["price_pro", ...Array.from({ length: 12 }, (_, i) => `price_${i}`)],
  }
  expect(await findUnknown(stripe, named)).toEqual({ coupons: ["gone"], prices: named.prices.slice(1) })
  standIn.fail({ kind: "answer", status: 500 })
  await expect(findUnknown(stripe, named)).rejects.toThrow()
})
