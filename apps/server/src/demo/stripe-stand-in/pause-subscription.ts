import type Stripe from "stripe"
import { startAnew } from "./bill-subscription.ts"
import { part } from "./change-items.ts"
import { discountsOf } from "./discounts.ts"
import { issueInvoice } from "./issue-invoice.ts"
import { pendingLines } from "./make-invoice.ts"
import { copySubscription } from "./make-subscription.ts"
import { refuse } from "./stripe-refusal.ts"
import { tell } from "./tell.ts"
import { idOf, type World } from "./world.ts"

/** The pause of a service: no period goes on and nothing is invoiced until it is resumed. */
export interface PauseTerms {
  unusedTime: "now" | "item_current_period_start" | "none"
  invoicing: "invoice" | "pending_invoice_item"
}

export function refusePause(subscription: Stripe.Subscription, isBySchedule: boolean): void {
  const { billing_mode, status, schedule, id } = subscription
  if (billing_mode.type !== "flexible") {
    throw refuse(
      `The subscription \`${id}\` can't be paused because it uses \`billing_mode\` \`classic\`. Only subscriptions with \`billing_mode\` \`flexible\` can be paused.`,
    )
  }
  if (schedule !== null && !isBySchedule) {
    throw refuse(
      `The subscription is managed by the subscription schedule \`${idOf(schedule)}\`, and can't be paused directly. Update the schedule's \`pause_schedules\` instead.`,
    )
  }
  if (status !== "active" && status !== "trialing" && status !== "past_due") {
    throw refuse(`The subscription \`${id}\` can't be paused because its status is \`${status}\`.`)
  }
}

export function pauseSubscription(
  world: World,
  before: Stripe.Subscription,
  { unusedTime, invoicing }: PauseTerms,
): Stripe.Subscription {
  const now = world.clock.now()
  const subscription = copySubscription(before)
  if (unusedTime !== "none" && subscription.status === "active") {
    const credits = subscription.items.data
      .map((item) => part(world, item, unusedTime === "now" ? now : item.current_period_start, -1, "Unused"))
      .filter(({ amount }) => amount !== 0)
    const pending = [...(world.pendingItems.get(subscription.id) ?? []), ...credits]
    if (invoicing === "invoice" && pending.length > 0) {
      world.pendingItems.delete(subscription.id)
      const discounts = discountsOf(world, subscription)
      issueInvoice(world, {
        subscription,
        lines: pendingLines(pending),
        discounts,
        reason: "subscription_update",
      })
    } else world.pendingItems.set(subscription.id, pending)
  }
  subscription.status = "paused"
  subscription.status_details = {
    paused: { subscription: { type: "pause_requested" }, transitioned_at: now, type: "subscription" },
  }
  world.subscriptions.set(subscription.id, subscription)
  tell(world, "customer.subscription.paused", subscription, before)
  tell(world, "customer.subscription.updated", subscription, before)
  return subscription
}

export interface ResumeTerms {
  anchor: "now" | "unchanged"
  /** On success: it stays paused until the invoice is paid. */
  resumesOn: "attempt" | "success"
}

export function resumeSubscription(
  world: World,
  before: Stripe.Subscription,
  { anchor, resumesOn }: ResumeTerms,
): Stripe.Subscription {
  if (before.status !== "paused") {
    throw refuse(
      `The subscription \`${before.id}\` can't be resumed because its status is \`${before.status}\`.`,
    )
  }
  const subscription = copySubscription(before)
  const now = world.clock.now()
  subscription.status = "active"
  const isOver = subscription.items.data.some((item) => item.current_period_end <= now)
  let invoice: Stripe.Invoice | null = null
  if (anchor === "now" || isOver) invoice = startAnew(world, subscription, "subscription_update")
  else addRemaining(world, subscription)
  if (invoice?.status === "open" && resumesOn === "success") {
    subscription.status = "paused"
    world.subscriptions.set(subscription.id, subscription)
    tell(world, "customer.subscription.updated", subscription, before)
    return subscription
  }
  delete subscription.status_details
  world.subscriptions.set(subscription.id, subscription)
  tell(world, "customer.subscription.resumed", subscription, before)
  tell(world, "customer.subscription.updated", subscription, before)
  return subscription
}

/** What is left of a period whose anchor stays, billed with the next invoice. */
function addRemaining(world: World, subscription: Stripe.Subscription): void {
  const parts = subscription.items.data
    .map((item) => part(world, item, world.clock.now(), 1, "Remaining"))
    .filter(({ amount }) => amount !== 0)
  world.pendingItems.set(subscription.id, [...(world.pendingItems.get(subscription.id) ?? []), ...parts])
}

/** An invoice of a resumption that was not paid is voided after 23 hours, and the subscription stays paused. */
export const resumptionSeconds = 23 * 60 * 60
