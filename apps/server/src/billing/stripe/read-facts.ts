import Stripe from "stripe"
import type { BillingFacts } from "../billing-system.ts"
import { FactsFault } from "../facts-fault.ts"
import { hasEnded } from "./own-subscription.ts"
import { isMissing } from "./stripe-errors.ts"
import { toDirectCustomer, toDirectSubscription } from "./to-direct.ts"

/**
 * What Stripe knows of a customer; null where it does not know them. Both questions are asked at the same time: a customer
 * waits for the answer.
 */
export async function readFacts(
  stripe: Stripe,
  customerId: string,
  now: () => Date,
): Promise<BillingFacts | null> {
  // what happens while Stripe answers may be in the answer or not
  const asOf = now()
  const asked = Promise.all([
    stripe.customers.retrieve(customerId, { expand: ["discount.source.coupon"] }),
    stripe.subscriptions.list({
      customer: customerId,
      // the ended ones are left out otherwise
      status: "all",
      limit: 100,
      expand: ["data.discounts.source.coupon"],
    }),
  ])
  try {
    const [customer, { data }] = await asked
    if (customer.deleted) return null
    return {
      customer: toDirectCustomer(customer),
      subscriptions: inOrder(data.map((subscription) => ({ ...subscription, customer }))).map(
        toDirectSubscription,
      ),
      asOf,
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw told(error)
  }
}

/** What people of the company can mend is told apart from a Stripe that fails. */
function told(error: unknown): unknown {
  const { StripeAuthenticationError, StripePermissionError, StripeRateLimitError } = Stripe.errors
  if (error instanceof StripeAuthenticationError || error instanceof StripePermissionError)
    return new FactsFault("refused-key", error)
  return error instanceof StripeRateLimitError ? new FactsFault("rate-limited", error) : error
}

/** The one that a flow is about comes first: a running one before one that ended, then the newest. */
const inOrder = (subscriptions: readonly Stripe.Subscription[]): Stripe.Subscription[] =>
  subscriptions.toSorted(
    (a, b) => Number(hasEnded(a)) - Number(hasEnded(b)) || b.created - a.created || (a.id < b.id ? 1 : -1),
  )
