import type Stripe from "stripe"
import { billPeriod } from "./bill-subscription.ts"
import { readPrice } from "./change-items.ts"
import { putDiscounts, readDiscounts } from "./discounts.ts"
import { makeSubscription } from "./make-subscription.ts"
import { daySeconds } from "./periods.ts"
import type { Params } from "./read-params.ts"
import { missing, refuse } from "./stripe-refusal.ts"
import { tell } from "./tell.ts"
import { newId, type World } from "./world.ts"

const accepted = [
  "billing_mode",
  "customer",
  "discounts",
  "items",
  "metadata",
  "trial_end",
  "trial_period_days",
] as const satisfies readonly (keyof Stripe.SubscriptionCreateParams)[]

/** Begins a subscription now, with its first invoice. */
export function createSubscription(world: World, said: Params): Stripe.Subscription {
  said.accept(accepted)
  const customerId = said.requiredText("customer")
  if (!world.customers.has(customerId)) throw missing("customer", customerId, "customer")
  const wanted = said.list("items") ?? []
  if (wanted.length === 0) {
    throw refuse("Missing required param: items.", { code: "parameter_missing", param: "items" })
  }
  let currency: string | null = null
  const items = wanted.map((each) => {
    each.accept(["metadata", "price", "quantity"])
    const price = readPrice(world, each, currency)
    currency = price.currency
    return { price, quantity: each.integer("quantity") ?? 1 }
  })
  const now = world.clock.now()
  const days = said.integer("trial_period_days")
  const mode = said.within("billing_mode")?.oneOf("type", ["classic", "flexible"])
  const subscription = makeSubscription(world, {
    id: newId("sub"),
    customerId,
    items,
    startedAt: now,
    periodStart: now,
    trialEnd: said.integer("trial_end") ?? (days ? now + days * daySeconds : null),
    billingMode: mode ?? "flexible",
    metadata: said.metadata({}),
  })
  try {
    putDiscounts(world, subscription, readDiscounts(world, subscription, said.list("discounts") ?? []))
  } catch (error) {
    world.subscriptions.delete(subscription.id)
    throw error
  }
  tell(world, "customer.subscription.created", subscription)
  billPeriod(world, subscription, "subscription_create")
  return subscription
}
