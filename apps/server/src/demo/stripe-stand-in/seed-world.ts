import type Stripe from "stripe"
import { followPayment, issueInvoice } from "./issue-invoice.ts"
import { type CouponFacts, makeCoupon, makePrice, makeProduct, type PriceFacts } from "./make-catalogue.ts"
import { type CustomerFacts, makeCustomer } from "./make-customer.ts"
import { itemLines } from "./make-invoice.ts"
import { makeSubscription, periodOf } from "./make-subscription.ts"
import { addIntervals } from "./periods.ts"
import { tell } from "./tell.ts"
import { idOf, newId, type World } from "./world.ts"

/** A world as somebody finds it who connects an account that is in use. */
export interface SeededWorld {
  products: readonly { id: string; name: string }[]
  prices: readonly PriceFacts[]
  coupons: readonly CouponFacts[]
  customers: readonly SeededCustomer[]
}

export type SeededCustomer = CustomerFacts & { subscriptions: readonly SeededSubscription[] }

export interface SeededSubscription {
  id: string
  itemId?: string
  priceId: string
  quantity?: number
  startedAt: Date
  /** When the present period, or the trial, ends. */
  periodEnd: Date
  isTrial?: boolean
  /** The present period was not paid: the customer's card is declined. */
  isUnpaid?: boolean
  /** Its collection is paused until then. */
  pausedUntil?: Date
  billingMode?: "classic" | "flexible"
  metadata?: Record<string, string>
}

const secondOf = (date: Date) => Math.floor(date.getTime() / 1000)

/** Fills a world. What was before is no news: no events are left of it. The present period of each subscription is paid, unless it is said not to be. */
export function seedWorld(world: World, seed: SeededWorld): void {
  const eventsBefore = world.events.length
  for (const { id, name } of seed.products) makeProduct(world, id, name)
  for (const facts of seed.prices) makePrice(world, facts)
  for (const facts of seed.coupons) makeCoupon(world, facts)
  for (const customer of seed.customers) seedCustomer(world, customer)
  world.events.splice(eventsBefore)
}

function seedCustomer(world: World, { subscriptions, ...facts }: SeededCustomer): void {
  makeCustomer(world, facts)
  for (const subscription of subscriptions) seedSubscription(world, facts.id, subscription)
}

/** Puts a customer back to the beginning, whatever became of them. It is told as a change of their subscriptions. */
export function reseedCustomer(world: World, customer: SeededCustomer): void {
  const before = customer.subscriptions.flatMap(({ id }) => world.subscriptions.get(id) ?? [])
  for (const map of [world.invoicePayments, world.charges, world.schedules, world.invoices]) {
    for (const [id, each] of map) if (customerOf(world, each) === customer.id) map.delete(id)
  }
  for (const { id } of customer.subscriptions) world.pendingItems.delete(id)
  world.deletedCustomers.delete(customer.id)
  const eventsBefore = world.events.length
  seedCustomer(world, customer)
  world.events.splice(eventsBefore)
  for (const earlier of before) {
    const now = world.subscriptions.get(earlier.id)
    if (now) tell(world, "customer.subscription.updated", now, earlier)
  }
}

type Owned = Stripe.Invoice | Stripe.InvoicePayment | Stripe.Charge | Stripe.SubscriptionSchedule

function customerOf(world: World, owned: Owned): string | null {
  const of = owned.object === "invoice_payment" ? world.invoices.get(idOf(owned.invoice)) : owned
  return of?.customer ? idOf(of.customer) : null
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
  if (seeded.isUnpaid) world.declined.add(customerId)
  world.clock.during(periodStart, () => {
    const invoice = issueInvoice(world, {
      subscription,
      lines: itemLines(world, subscription, () => periodOf(subscription)),
      discounts: [],
      reason: startedAt === periodStart ? "subscription_create" : "subscription_cycle",
    })
    followPayment(subscription, invoice)
  })
  if (seeded.pausedUntil) {
    subscription.pause_collection = { behavior: "void", resumes_at: secondOf(seeded.pausedUntil) }
  }
  return subscription
}
