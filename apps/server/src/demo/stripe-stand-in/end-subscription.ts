import type Stripe from "stripe"
import { part } from "./change-items.ts"
import { discountsOf, putDiscounts } from "./discounts.ts"
import { issueInvoice } from "./issue-invoice.ts"
import { pendingLines } from "./make-invoice.ts"
import { copySubscription } from "./make-subscription.ts"
import type { Params } from "./read-params.ts"
import { tell } from "./tell.ts"
import { idOf, type World } from "./world.ts"

const feedbacks = [
  "customer_service",
  "low_quality",
  "missing_features",
  "other",
  "switched_service",
  "too_complex",
  "too_expensive",
  "unused",
] as const

const isAsked = "cancellation_requested"

/** Takes over what a request says of the reason. */
export function noteCancellation(subscription: Stripe.Subscription, said: Params | undefined): void {
  if (!said) return
  said.accept(["comment", "feedback", "feedback_option"])
  const before = subscription.cancellation_details
  subscription.cancellation_details = {
    comment: said.has("comment") ? said.text("comment") || null : (before?.comment ?? null),
    feedback: said.isEmpty("feedback")
      ? null
      : (said.oneOf("feedback", feedbacks) ?? before?.feedback ?? null),
    feedback_option: said.text("feedback_option") ?? before?.feedback_option ?? null,
    reason: before?.reason ?? null,
  }
}

/** Says that it is asked to end, or that this is taken back. */
export function markCancellation(
  subscription: Stripe.Subscription,
  reason: Stripe.Subscription.CancellationDetails.Reason | null,
  now: number,
): void {
  subscription.canceled_at = reason === null ? null : now
  const details = subscription.cancellation_details
  subscription.cancellation_details = {
    comment: details?.comment ?? null,
    feedback: details?.feedback ?? null,
    feedback_option: details?.feedback_option ?? null,
    reason,
  }
}

export interface Ending {
  reason?: Stripe.Subscription.CancellationDetails.Reason
  details?: Params | undefined
  /** What of the present period is not used is credited. */
  prorate?: boolean
  invoiceNow?: boolean
}

/** Ends a subscription now. Its schedule ends with it, and its open invoices are not collected any longer. */
export function endSubscription(
  world: World,
  before: Stripe.Subscription,
  ending: Ending = {},
): Stripe.Subscription {
  const now = world.clock.now()
  const subscription = copySubscription(before)
  noteCancellation(subscription, ending.details)
  if (ending.prorate) {
    const credits = subscription.items.data.map((item) => part(world, item, now, -1, "Unused"))
    const pending = [...(world.pendingItems.get(subscription.id) ?? []), ...credits]
    world.pendingItems.set(
      subscription.id,
      pending.filter(({ amount }) => amount !== 0),
    )
  }
  const pending = world.pendingItems.get(subscription.id) ?? []
  if (ending.invoiceNow && pending.length > 0) {
    world.pendingItems.delete(subscription.id)
    const discounts = discountsOf(world, subscription)
    issueInvoice(world, {
      subscription,
      lines: pendingLines(pending),
      discounts,
      reason: "subscription_update",
    })
  }
  const wasAskedAt = subscription.canceled_at
  markCancellation(subscription, ending.reason ?? subscription.cancellation_details?.reason ?? isAsked, now)
  subscription.canceled_at = wasAskedAt ?? now
  subscription.status = "canceled"
  subscription.ended_at = now
  subscription.pause_collection = null
  putDiscounts(world, subscription, [])
  world.subscriptions.set(subscription.id, subscription)
  for (const invoice of world.invoices.values()) {
    const billed = invoice.parent?.subscription_details?.subscription
    if (billed && idOf(billed) === subscription.id && invoice.status === "open") {
      invoice.auto_advance = false
      invoice.next_payment_attempt = null
    }
  }
  const schedule = subscription.schedule && world.schedules.get(idOf(subscription.schedule))
  if (schedule && schedule.status === "active") {
    schedule.status = "canceled"
    schedule.canceled_at = now
    schedule.current_phase = null
    tell(world, "subscription_schedule.canceled", schedule)
  }
  tell(world, "customer.subscription.deleted", subscription)
  return subscription
}
