import type Stripe from "stripe"
import type { NamedTerms } from "../billing-system.ts"
import { isMissing } from "./stripe-errors.ts"

/** Stripe answers so many questions of a sandbox in a second that ten at once leave room for customers. */
const mostAtOnce = 10

/** Which of these coupons and prices Stripe does not know, or does not sell any more. */
export async function findUnknown(stripe: Stripe, { coupons, prices }: NamedTerms): Promise<NamedTerms> {
  const unknownCoupons = await these(coupons, async (id) => (await stripe.coupons.retrieve(id)).valid)
  const unknownPrices = await these(prices, async (id) => (await stripe.prices.retrieve(id)).active)
  return { coupons: unknownCoupons, prices: unknownPrices }
}

/** Those of the ids that do not hold, or that Stripe does not know. */
async function these(ids: readonly string[], holds: (id: string) => Promise<boolean>): Promise<string[]> {
  const unknown: string[] = []
  for (let from = 0; from < ids.length; from += mostAtOnce) {
    const some = ids.slice(from, from + mostAtOnce)
    const answers = await Promise.all(some.map((id) => holds(id).catch(falseWhereMissing)))
    unknown.push(...some.filter((_, i) => !answers[i]))
  }
  return unknown
}

function falseWhereMissing(error: unknown): false {
  if (isMissing(error)) return false
  throw error
}
