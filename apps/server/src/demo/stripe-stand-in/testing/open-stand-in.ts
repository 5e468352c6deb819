import Stripe from "stripe"
import { onTestFinished } from "vitest"
import type { StandInKey } from "../check-key.ts"
import { type SeededSubscription, seedWorld } from "../seed-world.ts"
import { type StripeStandIn, startStripeStandIn } from "../start-stripe-stand-in.ts"

/** The day of the tests. Its clock stands still until a test moves it. */
export const testNow = new Date("2026-12-01T12:00:00Z")
export const secondsAfter = (days: number) => testNow.getTime() / 1000 + days * 24 * 60 * 60
export const daysAfter = (days: number) => new Date(secondsAfter(days) * 1000)

export const testKey = "rk_test_all_of_it"

/** Stripe's own client, speaking to a stand-in. */
export function clientOf({ url }: Pick<StripeStandIn, "url">, key = testKey): Stripe {
  const { hostname, port } = new URL(url)
  return new Stripe(key, {
    host: hostname,
    port: Number(port),
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  })
}

const person = (id: string, subscription: Partial<SeededSubscription> = {}) => ({
  id,
  name: id,
  email: `${id}@example.com`,
  subscriptions: [
    {
      id: `sub_${id}`,
      itemId: `si_${id}`,
      priceId: "price_pro",
      startedAt: daysAfter(-200),
      periodEnd: daysAfter(10),
      ...subscription,
    },
  ],
})

/**
 * A stand-in with a few customers, which is closed when the test ends: Mia pays 29 dollars a month and has ten days left of her period, Tom
 * is on trial, Eva pays in euros, Carl is billed in the classic mode. The coupons are named for what they take off.
 */
export async function openStandIn(keys: readonly StandInKey[] = []) {
  const standIn = await startStripeStandIn({ now: () => testNow, keys: [{ key: testKey }, ...keys] })
  onTestFinished(() => standIn.close())
  seedWorld(standIn.state.test, {
    products: [
      { id: "prod_pro", name: "Pro" },
      { id: "prod_team", name: "Team" },
    ],
    prices: [
      { id: "price_pro", productId: "prod_pro", currency: "usd", unitAmount: 2900, interval: "month" },
      { id: "price_team", productId: "prod_team", currency: "usd", unitAmount: 7900, interval: "month" },
      { id: "price_year", productId: "prod_pro", currency: "usd", unitAmount: 29000, interval: "year" },
      { id: "price_euro", productId: "prod_pro", currency: "eur", unitAmount: 2750, interval: "month" },
    ],
    coupons: [
      { id: "half_for_3", percentOff: 50, duration: "repeating", months: 3 },
      { id: "tenth_for_ever", percentOff: 10, duration: "forever" },
      { id: "five_dollars_once", amountOff: 500, currency: "usd", duration: "once" },
    ],
    customers: [
      person("mia"),
      person("tom", { isTrial: true, startedAt: daysAfter(-9), periodEnd: daysAfter(5) }),
      person("eva", { priceId: "price_euro" }),
      person("carl", { billingMode: "classic" }),
    ],
  })
  return { standIn, stripe: clientOf(standIn), world: standIn.state.test }
}
