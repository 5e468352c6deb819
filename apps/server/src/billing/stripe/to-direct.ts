import type { DirectCustomer, DirectSubscription } from "@holdfast/protocol"
import type Stripe from "stripe"
import { idOf } from "./id-of.ts"
import { customerIdOf } from "./own-subscription.ts"
import { fromSeconds } from "./seconds.ts"

/** Stripe's customers and subscriptions in the words of the wire. Its amounts are minor units as Holdfast counts them. */

export const toDirectCustomer = (customer: Stripe.Customer): DirectCustomer => ({
  id: customer.id,
  email: customer.email,
  name: customer.name ?? null,
  currency: customer.currency ?? null,
  addresses: customer.address
    ? [{ type: "billing", country: customer.address.country, state: customer.address.state }]
    : [],
  metadata: { ...customer.metadata },
})

export function toDirectSubscription(subscription: Stripe.Subscription): DirectSubscription {
  const [item] = subscription.items.data
  return {
    id: subscription.id,
    customerId: customerIdOf(subscription),
    start: isoOf(subscription.start_date),
    periodStart: isoOf(item?.current_period_start),
    end: isoOf(item?.current_period_end),
    status: statusOf(subscription),
    items: subscription.items.data.map(({ id, quantity, price }) => ({
      id,
      quantity: quantity ?? null,
      price: toDirectPrice(price, subscription.currency),
    })),
    discounts: discountsOf(subscription),
  }
}

function toDirectPrice(price: Stripe.Price, currency: string) {
  const { recurring, product } = price
  return {
    id: price.id,
    productId: idOf(product),
    name: price.nickname,
    ...(recurring && {
      duration: { interval: recurring.interval.toUpperCase(), intervalCount: recurring.interval_count },
    }),
    amount: { model: modelOf(price), value: amountIn(price, currency), currency },
  }
}

function modelOf({ billing_scheme, recurring }: Stripe.Price): string {
  if (recurring?.usage_type === "metered") return "metered"
  return billing_scheme === "tiered" ? "tiered" : "fixed"
}

/** null for a price that depends on how much is used, and for one that is told in another currency than it is billed in. */
function amountIn(
  { currency, unit_amount, unit_amount_decimal }: Stripe.Price,
  billed: string,
): number | null {
  if (currency !== billed) return null
  // a fraction of a cent is a price of mass goods
  return unit_amount ?? (unit_amount_decimal === null ? null : Math.round(Number(unit_amount_decimal)))
}

function statusOf(subscription: Stripe.Subscription): NonNullable<DirectSubscription["status"]> {
  const { status, pause_collection, start_date, ended_at, canceled_at, trial_start, trial_end } = subscription
  switch (status) {
    case "canceled":
    case "incomplete_expired":
      return { name: "canceled", start: isoOf(canceled_at), end: isoOf(ended_at) }
    case "past_due":
    case "unpaid":
    case "incomplete":
      return { name: "unpaid", start: isoOf(start_date) }
    case "paused":
      return { name: "paused", start: isoOf(subscription.status_details?.paused.transitioned_at) }
    default:
      break
  }
  // with collection paused, Stripe goes on calling it active or trialing
  if (pause_collection) return { name: "paused", end: isoOf(pause_collection.resumes_at) }
  return status === "trialing"
    ? { name: "trial", start: isoOf(trial_start), end: isoOf(trial_end) }
    : { name: "active", start: isoOf(start_date) }
}

/** Where a subscription has none of its own, its customer's counts. */
function discountsOf({ discounts, customer }: Stripe.Subscription) {
  const own =
    discounts.length > 0
      ? discounts
      : [typeof customer === "object" && !customer.deleted && customer.discount]
  return own.flatMap((discount) => {
    if (typeof discount !== "object" || discount === null) return []
    const { coupon } = discount.source
    if (typeof coupon !== "object" || coupon === null) return []
    return [
      { id: discount.id, start: isoOf(discount.start), end: isoOf(discount.end), coupon: toCoupon(coupon) },
    ]
  })
}

const toCoupon = ({
  id,
  percent_off,
  amount_off,
  currency,
  duration,
  duration_in_months,
}: Stripe.Coupon) => ({
  id,
  couponType: percent_off === null ? ("AMOUNT" as const) : ("PERCENT" as const),
  couponAmount: percent_off ?? amount_off,
  currency,
  // months, or the words of a coupon without an end or for a single invoice
  couponDuration: duration === "repeating" ? duration_in_months : duration.toUpperCase(),
})

const isoOf = (seconds: number | null | undefined): string | null =>
  seconds == null ? null : fromSeconds(seconds).toISOString()
