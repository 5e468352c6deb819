import type Stripe from "stripe"
import { planOf } from "./make-catalogue.ts"
import { prorationWords } from "./make-invoice.ts"
import { makeItem, periodOf } from "./make-subscription.ts"
import type { Params } from "./read-params.ts"
import { missing, refuse } from "./stripe-refusal.ts"
import { newId, type PendingItem, type World } from "./world.ts"

export const prorationBehaviors = ["create_prorations", "always_invoice", "none"] as const
export type ProrationBehavior = (typeof prorationBehaviors)[number]

/** What a change of items brings beside the items themselves. */
export interface ItemChange {
  prorations: PendingItem[]
  /** Another interval: a new period begins now, with a whole invoice. */
  startsAnew: boolean
}

export function readPrice(world: World, said: Params, currency: string | null): Stripe.Price {
  const id = said.requiredText("price")
  const param = said.nameOf("price")
  const price = world.prices.get(id)
  if (!price) throw missing("price", id, param)
  if (!price.active) {
    throw refuse("The price specified is inactive. This field only accepts active prices.", { param })
  }
  if (currency !== null && price.currency !== currency) {
    const message = `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`
    throw refuse(message, { param })
  }
  return price
}

/**
 * Changes the items of a subscription, and says what is prorated. An entry without the id of an item adds one beside
 * those that are there, as at Stripe.
 * @param at seconds: from when on the new items count
 */
export function changeItems(
  world: World,
  subscription: Stripe.Subscription,
  said: readonly Params[],
  at: number,
): ItemChange {
  let items = [...subscription.items.data]
  for (const each of said) {
    each.accept(["id", "price", "quantity", "deleted", "metadata"])
    const id = each.text("id")
    if (id === undefined) {
      const price = readPrice(world, each, subscription.currency)
      const quantity = each.integer("quantity") ?? 1
      items.push(makeItem(subscription.id, { price, quantity }, periodOf(subscription)))
      continue
    }
    const item = items.find((one) => one.id === id)
    if (!item) throw missing("subscription item", id, each.nameOf("id"))
    if (each.flag("deleted")) {
      items = items.filter((one) => one !== item)
      continue
    }
    const price = each.has("price") ? readPrice(world, each, subscription.currency) : item.price
    const quantity = each.integer("quantity") ?? item.quantity ?? 1
    const changed = { ...item, price, plan: planOf(price), quantity, metadata: each.metadata(item.metadata) }
    items = items.map((one) => (one === item ? changed : one))
  }
  if (items.length === 0) throw refuse("A subscription must have at least one active plan.")
  return replaceItems(world, subscription, items, at)
}

/** Gives a subscription other items from a moment on, and says what is prorated. */
export function replaceItems(
  world: World,
  subscription: Stripe.Subscription,
  items: Stripe.SubscriptionItem[],
  at: number,
): ItemChange {
  const before = subscription.items.data
  subscription.items.data = items
  return prorate(world, subscription, before, at)
}

const intervalOf = ({ price }: Stripe.SubscriptionItem) =>
  `${price.recurring?.interval} ${price.recurring?.interval_count}`

function prorate(
  world: World,
  subscription: Stripe.Subscription,
  before: readonly Stripe.SubscriptionItem[],
  at: number,
): ItemChange {
  if (subscription.status === "trialing") return { prorations: [], startsAnew: false }
  const items = subscription.items.data
  const [first, firstBefore] = [items[0], before[0]]
  const startsAnew = first && firstBefore ? intervalOf(first) !== intervalOf(firstBefore) : false
  const changed = (item: Stripe.SubscriptionItem, others: readonly Stripe.SubscriptionItem[]) =>
    !others.some(
      (other) => other.id === item.id && other.price === item.price && other.quantity === item.quantity,
    )
  const unused = before.filter((item) => changed(item, items))
  const remaining = startsAnew ? [] : items.filter((item) => changed(item, before))
  return {
    startsAnew,
    prorations: [
      ...unused.map((item) => part(world, item, at, -1, "Unused")),
      ...remaining.map((item) => part(world, item, at, 1, "Remaining")),
    ].filter(({ amount }) => amount !== 0),
  }
}

/** The part of an item's price for what is left of its period. */
export function part(
  world: World,
  item: Stripe.SubscriptionItem,
  at: number,
  sign: 1 | -1,
  kind: "Unused" | "Remaining",
): PendingItem {
  const { current_period_start: start, current_period_end: end, price } = item
  const share = Math.max(0, Math.min(1, (end - at) / (end - start)))
  const amount = Math.round((price.unit_amount ?? 0) * (item.quantity ?? 1) * share)
  return {
    id: newId("ii"),
    description: prorationWords(world, price, kind, at),
    // -0 is not an amount
    amount: amount === 0 ? 0 : sign * amount,
    price,
    subscriptionItemId: item.id,
    period: { start: at, end },
  }
}
