import type Stripe from "stripe"
import { issueInvoice } from "./issue-invoice.ts"
import { type CouponFacts, makeCoupon, makePrice, makeProduct, type PriceFacts } from "./make-catalogue.ts"
import { type CustomerFacts, makeCustomer } from "./make-customer.ts"
import { itemLines } from "./make-invoice.ts"
import { makeSubscription, periodOf } from "./make-subscription.ts"
import { addIntervals } from "./periods.ts"
import { newId, type World } from "./world.ts"

/** A world as somebody finds it who connects an account that is in use. */
export interface SeededWorld {
  products: readonly { id: string; name: string }[]
  prices: readonly PriceFacts[]
  coupons: readonly CouponFacts[]
  customers: readonly (CustomerFacts & { subscriptions: readonly SeededSubscription[] })[]
}

export interface SeededSubscription {
  id: string
  itemId?: string
  priceId: string
  quantity?: number
  startedAt: Date
  /** When the present period, or the trial, ends. */
  periodEnd: Date
  isTrial?: boolean
  /** Its collection is paused until then. */
  pausedUntil?: Date
  billingMode?: "classic" | "flexible"
  metadata?: Record<string, string>
}

const secondOf = (date: Date) => Math.floor(date.getTime() / 1000)

/** Fills a world. What was before is no news: no events are left of it. The present period of each subscription is paid. */
export function seedWorld(world: World, seed: SeededWorld): void {
  const eventsBefore = world.events.length
  for (const { id, name } of seed.products) makeProduct(world, id, name)
  for (const facts of seed.prices) makePrice(world, facts)
  for (const facts of seed.coupons) makeCoupon(world, facts)
  for (const { subscriptions, ...facts } of seed.customers) {
    makeCustomer(world, facts)
    for (const subscription of subscriptions) seedSubscription(world, facts.id, subscription)
  }
  world.events.splice(eventsBefore)
}

function seedSubscription(world: World, customerId: string, seeded: SeededSubscription): Stripe.Subscription {
  const price = world.prices.get(seeded.priceId)
  if (!price?.recurring) throw new Error(`There is no price ${seeded.priceId} to seed`)
  const { interval, interval_count } = price.recurring
  const startedAt = secondOf(seeded.startedAt)
  const end = secondOf(seeded.periodEnd)
  const periodStart = Math.max(startedAt, addIntervals(end, interval, -interval_count))
  const subscription = makeSubscription(world, {
    id: seeded.id,
    customerId,
    items: [{ id: seeded.itemId ?? newId("si"), price, quantity: seeded.quantity ?? 1 }],
    startedAt,
    periodStart: seeded.isTrial ? startedAt : periodStart,
    periodEnd: end,
    trialEnd: seeded.isTrial ? end : null,
    ...(seeded.billingMode && { billingMode: seeded.billingMode }),
    ...(seeded.metadata && { metadata: seeded.metadata }),
  })
  world.clock.during(periodStart, () =>
    issueInvoice(world, {
      subscription,
      lines: itemLines(world, subscription, () => periodOf(subscription)),
      discounts: [],
      reason: startedAt === periodStart ? "subscription_create" : "subscription_cycle",
    }),
  )
  if (seeded.pausedUntil) {
    subscription.pause_collection = { behavior: "void", resumes_at: secondOf(seeded.pausedUntil) }
  }
  return subscription
}
