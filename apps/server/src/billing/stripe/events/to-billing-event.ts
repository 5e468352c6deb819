import type Stripe from "stripe"
import type { BillingEvent } from "../../billing-system.ts"

/** The kinds of event that Holdfast keeps: what an endpoint at Stripe subscribes to, and what is caught up on. */
export const keptTypes = [
  "customer.subscription.created",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "customer.subscription.paused",
  "customer.subscription.resumed",
  "invoice.paid",
  "invoice.payment_failed",
  "charge.refunded",
] as const satisfies readonly Stripe.Event["type"][]

/** @returns null for an event that says nothing that Holdfast keeps */
export function toBillingEvent(event: Stripe.Event): BillingEvent | null {
  const head = (customer: Reference, subscription: Reference) => {
    const customerId = idOf(customer)
    if (customerId === null) return null
    return {
      id: event.id,
      at: new Date(event.created * 1000),
      customerId,
      subscriptionId: idOf(subscription),
    }
  }
  switch (event.type) {
    case "customer.subscription.created":
    case "customer.subscription.updated":
    case "customer.subscription.deleted":
    case "customer.subscription.paused":
    case "customer.subscription.resumed": {
      const { object } = event.data
      const known = head(object.customer, object.id)
      return known && { ...known, kind: "subscriptionChanged" }
    }
    case "invoice.paid":
    case "invoice.payment_failed": {
      const { object } = event.data
      const isPaid = event.type === "invoice.paid"
      const amountMinor = isPaid ? object.amount_paid : object.amount_due
      const known = head(object.customer, subscriptionOf(object))
      // an invoice of nothing, as a trial begins with, is no payment
      if (!known || amountMinor === 0) return null
      const { currency } = object
      return isPaid
        ? { ...known, kind: "invoicePaid", amountMinor, currency, discountMinor: discountOf(object) }
        : { ...known, kind: "paymentFailed", amountMinor, currency }
    }
    case "charge.refunded": {
      const { object, previous_attributes: before } = event.data
      const known = head(object.customer, null)
      // the charge says what was refunded of it in all: of several, each event is its own part
      const amountMinor = object.amount_refunded - (before?.amount_refunded ?? 0)
      return known && { ...known, kind: "refunded", amountMinor, currency: object.currency }
    }
    default:
      return null
  }
}

/** What coupons and promotions took off; old versions of an invoice, and what is no discount, say nothing. */
const discountOf = ({ total_discount_amounts: taken }: Stripe.Invoice): number | null =>
  taken?.reduce((sum, { amount }) => sum + amount, 0) ?? null

type Reference = string | { id: string } | null | undefined

const idOf = (reference: Reference): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null)

/** Events come in the version of their making: up to March 2025 the subscription stood on the invoice itself. */
const subscriptionOf = (invoice: Stripe.Invoice): Reference =>
  invoice.parent?.subscription_details?.subscription ??
  (invoice as Stripe.Invoice & { subscription?: Reference }).subscription
