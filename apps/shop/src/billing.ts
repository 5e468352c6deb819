import Stripe from "stripe"
import type { ShopCustomer } from "./customers.ts"

/** What is billed, as the account page shows it. Times are ISO 8601, amounts minor units. */
export interface Bill {
  plan: string
  /** What the plan costs without any discount. */
  price: { amount: number; currency: string; interval: string }
  /** What the next invoice will be; null where there is none, or while nothing is collected. */
  nextInvoice: { amount: number; at: string } | null
  /** `until`: the day from which on it is not taken off any longer; null where that is not known. */
  discounts: { words: string; until: string | null }[]
  trialUntil: string | null
  pausedUntil: string | null
  isPaused: boolean
  /** When it ends, or has ended. */
  endsAt: string | null
  hasEnded: boolean
  /** Something has happened to it since the shop was opened. */
  isChanged: boolean
}

const iso = (second: number) => new Date(second * 1000).toISOString()
const momentOf = (second: number | null | undefined) => (second == null ? null : iso(second))

/** The shop's billing: its customers' subscriptions at Stripe, by Stripe's own client, as any shop has it. */
export function makeBilling(stripe: Stripe) {
  const expand = ["discounts.source.coupon", "items.data.price.product"]
  const read = (id: string) => stripe.subscriptions.retrieve(id, { expand })

  async function nextInvoice(subscription: Stripe.Subscription): Promise<Bill["nextInvoice"]> {
    if (subscription.status === "paused" || subscription.pause_collection) return null
    try {
      const { amount_due, next_payment_attempt, created } = await stripe.invoices.createPreview({
        subscription: subscription.id,
      })
      return { amount: amount_due, at: iso(next_payment_attempt ?? created) }
    } catch (error) {
      // one that ends has no next invoice
      if (error instanceof Stripe.errors.StripeError && error.code === "invoice_upcoming_none") return null
      throw error
    }
  }

  const firstItem = (subscription: Stripe.Subscription) => {
    const [item] = subscription.items.data
    if (!item) throw new Error(`The subscription ${subscription.id} has no item`)
    return item
  }

  return {
    /** What the page shows of a customer. */
    async billOf({ subscription: before }: ShopCustomer): Promise<Bill> {
      const subscription = await read(before.id ?? "")
      const { price } = firstItem(subscription)
      const { pause_collection: pause } = subscription
      const isPaused = pause !== null || subscription.status === "paused"
      return {
        plan: typeof price.product === "object" && !price.product.deleted ? price.product.name : price.id,
        price: {
          amount: price.unit_amount ?? 0,
          currency: price.currency,
          interval: price.recurring?.interval ?? "month",
        },
        nextInvoice: await nextInvoice(subscription),
        discounts: subscription.discounts.flatMap(discountWords),
        trialUntil: subscription.status === "trialing" ? momentOf(subscription.trial_end) : null,
        pausedUntil: momentOf(pause?.resumes_at),
        isPaused,
        endsAt: momentOf(subscription.ended_at ?? subscription.cancel_at),
        hasEnded: subscription.status === "canceled",
        isChanged: isChanged(subscription, before, isPaused),
      }
    },
    /** At the end of the period that is paid for. */
    async cancel(id: string): Promise<void> {
      await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    },
    /** Nothing is collected from today on for so many weeks or months. */
    async pause(id: string, count: number, interval: "week" | "month"): Promise<void> {
      const until = new Date()
      if (interval === "month") until.setUTCMonth(until.getUTCMonth() + count)
      else until.setUTCDate(until.getUTCDate() + count * 7)
      const resumes_at = Math.floor(until.getTime() / 1000)
      await stripe.subscriptions.update(id, { pause_collection: { behavior: "void", resumes_at } })
    },
    /** Beside the discounts that are there. */
    async discount(id: string, coupon: string): Promise<void> {
      const { discounts } = await stripe.subscriptions.retrieve(id)
      const kept = discounts.map((each) => ({ discount: typeof each === "string" ? each : each.id }))
      await stripe.subscriptions.update(id, { discounts: [...kept, { coupon }] })
    },
    async switchPlan(id: string, price: string): Promise<void> {
      const item = firstItem(await stripe.subscriptions.retrieve(id))
      await stripe.subscriptions.update(id, { items: [{ id: item.id, price }] })
    },
    /** @param days added to the trial */
    async extendTrial(id: string, days: number): Promise<void> {
      const { trial_end } = await stripe.subscriptions.retrieve(id)
      const end = (trial_end ?? Math.floor(Date.now() / 1000)) + days * 24 * 60 * 60
      await stripe.subscriptions.update(id, { trial_end: end, proration_behavior: "none" })
    },
  }
}

function discountWords(discount: string | Stripe.Discount): Bill["discounts"] {
  if (typeof discount === "string" || typeof discount.source.coupon !== "object") return []
  const { coupon } = discount.source
  if (!coupon) return []
  const worth =
    coupon.percent_off === null
      ? new Intl.NumberFormat("en", { style: "currency", currency: coupon.currency ?? "usd" }).format(
          (coupon.amount_off ?? 0) / 100,
        )
      : `${coupon.percent_off}%`
  return [{ words: `${worth} off`, until: momentOf(discount.end) }]
}

const dayMs = 24 * 60 * 60 * 1000

function isChanged(
  now: Stripe.Subscription,
  before: ShopCustomer["subscription"],
  isPaused: boolean,
): boolean {
  const wasPaused = before.status?.name === "paused"
  const wasTrialUntil = before.status?.name === "trial" ? Date.parse(String(before.end)) : null
  const trialUntil = now.trial_end === null ? null : now.trial_end * 1000
  return (
    now.discounts.length > 0 ||
    now.cancel_at !== null ||
    now.status === "canceled" ||
    isPaused !== wasPaused ||
    now.items.data[0]?.price.id !== before.items?.[0]?.price?.id ||
    Math.abs((trialUntil ?? 0) - (wasTrialUntil ?? 0)) > dayMs
  )
}
