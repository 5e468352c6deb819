import type Stripe from "stripe"
import { planOf } from "./make-catalogue.ts"
import { makeItem, periodOf } from "./make-subscription.ts"
import { idOf, type World } from "./world.ts"

type Phase = Stripe.SubscriptionSchedule.Phase

export function scheduleOf(
  world: World,
  { schedule }: Stripe.Subscription,
): Stripe.SubscriptionSchedule | null {
  return schedule === null ? null : (world.schedules.get(idOf(schedule)) ?? null)
}

/** The phase that takes over at that moment. */
export const phaseBeginningAt = (
  world: World,
  subscription: Stripe.Subscription,
  second: number,
): Phase | null =>
  scheduleOf(world, subscription)?.phases.find(({ start_date }) => start_date === second) ?? null

/** The items that a subscription has in a phase. Those it has already keep their id, by their order. */
export const itemsOfPhase = (
  world: World,
  subscription: Stripe.Subscription,
  phase: Phase,
): Stripe.SubscriptionItem[] =>
  phase.items.flatMap(({ price: reference, quantity = 1 }, index) => {
    const price = world.prices.get(idOf(reference))
    if (!price) return []
    const item = subscription.items.data[index]
    return item
      ? { ...item, price, plan: planOf(price), quantity }
      : makeItem(subscription.id, { price, quantity }, periodOf(subscription))
  })
