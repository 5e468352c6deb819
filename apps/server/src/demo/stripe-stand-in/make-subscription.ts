import type Stripe from "stripe"
import { planOf } from "./make-catalogue.ts"
import { periodEnd } from "./periods.ts"
import { newId, type World } from "./world.ts"

export interface SubscriptionFacts {
  id: string
  customerId: string
  items: readonly { id?: string; price: Stripe.Price; quantity: number }[]
  /** Seconds; when it began, and when its present period did. */
  startedAt: number
  periodStart: number
  /** Where the period ends otherwise than the price says. */
  periodEnd?: number
  trialEnd?: number | null
  billingMode?: "classic" | "flexible"
  metadata?: Record<string, string>
}

export const makeItem = (
  subscriptionId: string,
  { price, quantity }: { price: Stripe.Price; quantity: number },
  period: { start: number; end: number },
  id = newId("si"),
): Stripe.SubscriptionItem => ({
  id,
  object: "subscription_item",
  billing_thresholds: null,
  created: period.start,
  current_period_end: period.end,
  current_period_start: period.start,
  current_trial: null,
  discounts: [],
  metadata: {},
  plan: planOf(price),
  price,
  quantity,
  subscription: subscriptionId,
  tax_rates: [],
})

export function makeSubscription(world: World, facts: SubscriptionFacts): Stripe.Subscription {
  const { id, items, startedAt, periodStart, trialEnd = null } = facts
  const end = (price: Stripe.Price) =>
    trialEnd ?? facts.periodEnd ?? periodEnd(periodStart, periodStart, price)
  const billingMode = facts.billingMode ?? "flexible"
  const subscription: Stripe.Subscription = {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: trialEnd ?? facts.periodEnd ?? periodStart,
    billing_cycle_anchor_config: null,
    billing_mode: {
      flexible: billingMode === "flexible" ? { proration_discounts: "included" } : null,
      type: billingMode,
    },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: startedAt,
    currency: items[0]?.price.currency ?? "usd",
    customer: facts.customerId,
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: {
      object: "list",
      data: items.map((item) =>
        makeItem(id, item, { start: periodStart, end: end(item.price) }, item.id ?? newId("si")),
      ),
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: null,
    livemode: world.livemode,
    managed_payments: null,
    metadata: facts.metadata ?? {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: startedAt,
    status: trialEnd === null ? "active" : "trialing",
    test_clock: null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" },
    },
    trial_start: trialEnd === null ? null : startedAt,
  }
  world.subscriptions.set(id, subscription)
  return subscription
}

/** A copy that can be changed without changing the subscription: for previews, and for what was before a change. */
export const copySubscription = (subscription: Stripe.Subscription): Stripe.Subscription => ({
  ...subscription,
  discounts: [...subscription.discounts],
  items: { ...subscription.items, data: subscription.items.data.map((item) => ({ ...item })) },
})

/** The present period: that of its first item. */
export function periodOf(subscription: Stripe.Subscription): { start: number; end: number } {
  const [item] = subscription.items.data
  if (!item) throw new Error("A subscription has an item")
  return { start: item.current_period_start, end: item.current_period_end }
}
