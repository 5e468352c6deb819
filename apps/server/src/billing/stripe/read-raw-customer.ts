import type Stripe from "stripe"
import { isMissing } from "./stripe-errors.ts"

/**
 * A customer as Stripe itself writes them, with the subscriptions that run; null where Stripe does not know them. Addresses,
 * telephone numbers and ways to pay are left out: nobody who is told of a session needs them.
 */
export async function readRawCustomer(stripe: Stripe, customerId: string) {
  try {
    const customer = await stripe.customers.retrieve(customerId, { expand: ["subscriptions"] })
    if (customer.deleted) return null
    const { id, object, created, currency, email, livemode, metadata, name, subscriptions } = customer
    return {
      id,
      object,
      created,
      currency,
      email,
      livemode,
      metadata,
      name,
      subscriptions: subscriptions ?? noneOf,
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

const noneOf: Pick<Stripe.ApiList<Stripe.Subscription>, "data" | "has_more" | "object"> = {
  object: "list",
  data: [],
  has_more: false,
}
