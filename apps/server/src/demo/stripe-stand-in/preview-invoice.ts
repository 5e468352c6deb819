import type Stripe from "stripe"
import { beginPeriod } from "./bill-subscription.ts"
import { prorationBehaviors } from "./change-items.ts"
import { setItems, setPlannedEnd, setTrial } from "./change-subscription.ts"
import { discountsAt, discountsOf, readDiscounts } from "./discounts.ts"
import { itemLines, type Line, makeInvoice, pendingLines } from "./make-invoice.ts"
import { copySubscription, periodOf } from "./make-subscription.ts"
import { Params } from "./read-params.ts"
import { itemsOfPhase, phaseBeginningAt } from "./schedule-phases.ts"
import { missing, StripeRefusal } from "./stripe-refusal.ts"
import { newId, type World } from "./world.ts"

const accepted = [
  "customer",
  "discounts",
  "schedule",
  "subscription",
  "subscription_details",
] as const satisfies readonly (keyof Stripe.InvoiceCreatePreviewParams)[]

const acceptedDetails = [
  "billing_cycle_anchor",
  "cancel_at",
  "cancel_at_period_end",
  "cancel_now",
  "items",
  "proration_behavior",
  "proration_date",
  "trial_end",
] as const satisfies readonly (keyof Stripe.InvoiceCreatePreviewParams.SubscriptionDetails)[]

/** The next invoice of a subscription, as it is or as it would be after a change. Changes nothing. */
export function previewInvoice(world: World, said: Params): Stripe.Invoice {
  said.accept(accepted)
  const before = subscriptionAsked(world, said)
  const subscription = copySubscription(before)
  const now = world.clock.now()
  const details = said.within("subscription_details") ?? new Params({})
  details.accept(acceptedDetails)
  setPlannedEnd(subscription, details, now)
  if (details.flag("cancel_now")) throw noneUpcoming(subscription)
  const change = setItems(world, subscription, details)
  const behavior = details.oneOf("proration_behavior", prorationBehaviors) ?? "create_prorations"
  const trial = setTrial(subscription, details, now)
  const prorations = pendingLines(behavior === "none" ? [] : change.prorations)
  const pending = pendingLines(world.pendingItems.get(subscription.id) ?? [])
  const said_ = said.list("discounts")
  const discounts = said_ ? readDiscounts(world, subscription, said_) : discountsOf(world, subscription)

  if (change.startsAnew || trial === "over") {
    subscription.billing_cycle_anchor = now
    beginPeriod(subscription, now)
    return draft(
      world,
      subscription,
      now,
      [...pending, ...prorations, ...nextLines(world, subscription)],
      discounts,
    )
  }
  if (behavior === "always_invoice" && prorations.length > 0) {
    return draft(world, subscription, now, prorations, discounts)
  }
  const { end } = periodOf(subscription)
  const ends = subscription.cancel_at !== null && subscription.cancel_at <= end
  if (ends || subscription.status === "canceled" || subscription.status === "paused")
    throw noneUpcoming(subscription)
  const phase = phaseBeginningAt(world, subscription, end)
  if (phase) subscription.items.data = itemsOfPhase(world, subscription, phase)
  subscription.status = "active"
  beginPeriod(subscription, end)
  return draft(
    world,
    subscription,
    end,
    [...pending, ...prorations, ...nextLines(world, subscription)],
    discounts,
  )
}

function subscriptionAsked(world: World, said: Params): Stripe.Subscription {
  const customer = said.text("customer")
  if (customer !== undefined && !world.customers.has(customer))
    throw missing("customer", customer, "customer")
  const id = said.text("subscription")
  const ofCustomer = [...world.subscriptions.values()].filter(
    (each) => customer === undefined || each.customer === customer,
  )
  const found =
    id === undefined && customer !== undefined
      ? ofCustomer.find(({ status }) => status !== "canceled")
      : ofCustomer.find((each) => each.id === id)
  if (found) return found
  if (id !== undefined) throw missing("subscription", id, "subscription")
  throw noneUpcoming(customer === undefined ? null : { customer })
}

const noneUpcoming = (of: Pick<Stripe.Subscription, "customer"> | null) =>
  new StripeRefusal(404, {
    type: "invalid_request_error",
    code: "invoice_upcoming_none",
    message: `No upcoming invoices for customer: '${of?.customer ?? ""}'`,
  })

const nextLines = (world: World, subscription: Stripe.Subscription): Line[] =>
  itemLines(world, subscription, (item) => ({
    start: item.current_period_start,
    end: item.current_period_end,
  }))

const draft = (
  world: World,
  subscription: Stripe.Subscription,
  at: number,
  lines: Line[],
  discounts: Stripe.Discount[],
): Stripe.Invoice => ({
  ...world.clock.during(at, () =>
    makeInvoice(
      world,
      { subscription, lines, discounts: discountsAt(discounts, at), reason: "upcoming" },
      newId("upcoming_in"),
    ),
  ),
  next_payment_attempt: at,
})
