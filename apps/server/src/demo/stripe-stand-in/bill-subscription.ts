import type Stripe from "stripe"
import type { ItemChange, ProrationBehavior } from "./change-items.ts"
import { discountsAt, discountsOf } from "./discounts.ts"
import { followPayment, issueInvoice } from "./issue-invoice.ts"
import { itemLines, pendingLines } from "./make-invoice.ts"
import { periodEnd } from "./periods.ts"
import type { World } from "./world.ts"

/** Lets a new period of every item begin at a moment. */
export function beginPeriod(subscription: Stripe.Subscription, start: number): void {
  for (const item of subscription.items.data) {
    item.current_period_start = start
    item.current_period_end = periodEnd(subscription.billing_cycle_anchor, start, item.price)
  }
}

/** The invoice of the period that has just begun, with what is pending. */
export function billPeriod(
  world: World,
  subscription: Stripe.Subscription,
  reason: Stripe.Invoice.BillingReason,
): Stripe.Invoice {
  const pending = world.pendingItems.get(subscription.id) ?? []
  world.pendingItems.delete(subscription.id)
  const invoice = issueInvoice(world, {
    subscription,
    lines: [
      ...pendingLines(pending),
      ...itemLines(world, subscription, (item) => ({
        start: item.current_period_start,
        end: item.current_period_end,
      })),
    ],
    discounts: discountsAt(discountsOf(world, subscription), world.clock.now()),
    reason,
  })
  followPayment(subscription, invoice)
  return invoice
}

/** Ends the present period and begins another now, as at a change of the interval or the end of a trial. */
export function startAnew(
  world: World,
  subscription: Stripe.Subscription,
  reason: Stripe.Invoice.BillingReason,
) {
  subscription.billing_cycle_anchor = world.clock.now()
  beginPeriod(subscription, world.clock.now())
  return billPeriod(world, subscription, reason)
}

/** Bills what a change of the items brings: at once, with the next invoice, or not at all. */
export function billChange(
  world: World,
  subscription: Stripe.Subscription,
  { prorations, startsAnew }: ItemChange,
  behavior: ProrationBehavior,
): Stripe.Invoice | null {
  const due = behavior === "none" ? [] : prorations
  const pending = [...(world.pendingItems.get(subscription.id) ?? []), ...due]
  if (startsAnew || behavior !== "always_invoice") {
    if (pending.length > 0) world.pendingItems.set(subscription.id, pending)
    return startsAnew ? startAnew(world, subscription, "subscription_update") : null
  }
  if (due.length === 0) return null
  const invoice = issueInvoice(world, {
    subscription,
    lines: pendingLines(due),
    discounts: discountsAt(discountsOf(world, subscription), world.clock.now()),
    reason: "subscription_update",
  })
  followPayment(subscription, invoice)
  return invoice
}
