import Stripe from "stripe"
import { newId, type World } from "./world.ts"

/** What the stand-in tells of: each type of event with the object that it carries. */
interface ToldObjects {
  "customer.created": Stripe.Customer
  "customer.updated": Stripe.Customer
  "customer.deleted": Stripe.Customer
  "customer.discount.created": Stripe.Discount
  "customer.discount.deleted": Stripe.Discount
  "customer.subscription.created": Stripe.Subscription
  "customer.subscription.updated": Stripe.Subscription
  "customer.subscription.deleted": Stripe.Subscription
  "customer.subscription.paused": Stripe.Subscription
  "customer.subscription.resumed": Stripe.Subscription
  "subscription_schedule.created": Stripe.SubscriptionSchedule
  "subscription_schedule.updated": Stripe.SubscriptionSchedule
  "subscription_schedule.released": Stripe.SubscriptionSchedule
  "subscription_schedule.completed": Stripe.SubscriptionSchedule
  "subscription_schedule.canceled": Stripe.SubscriptionSchedule
  "invoice.created": Stripe.Invoice
  "invoice.finalized": Stripe.Invoice
  "invoice.paid": Stripe.Invoice
  "invoice.payment_succeeded": Stripe.Invoice
  "invoice.payment_failed": Stripe.Invoice
  "invoice.voided": Stripe.Invoice
  "invoice.marked_uncollectible": Stripe.Invoice
  "charge.succeeded": Stripe.Charge
  "charge.refunded": Stripe.Charge
  "refund.created": Stripe.Refund
  "credit_note.created": Stripe.CreditNote
}

/**
 * Writes an event, with the object as it is now.
 * @param before the object before the change: what differs is told as `previous_attributes`
 */
export function tell<Type extends keyof ToldObjects>(
  world: World,
  type: Type,
  object: ToldObjects[Type],
  before?: ToldObjects[Type],
): void {
  const now = asSent(object)
  const event = {
    id: newId("evt"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created: world.clock.now(),
    data: { object: now, ...(before && { previous_attributes: differing(asSent(before), now) }) },
    livemode: world.livemode,
    pending_webhooks: 0,
    request: { id: world.cause.requestId, idempotency_key: world.cause.idempotencyKey },
    type,
  } satisfies Stripe.EventBase
  // the type and its object belong together by `ToldObjects`, which the union of 250 events cannot be told
  world.events.push(event as unknown as Stripe.Event)
}

/** What it is at this moment, whatever happens to it later. */
const asSent = (object: object): Record<string, unknown> => JSON.parse(JSON.stringify(object))

/** The fields of the one before that are others now. */
const differing = (before: Record<string, unknown>, now: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(before).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(now[key])),
  )
