import type { BillingSystem } from "../billing-system.ts"
import type { ConnectedAccount } from "../connection/billing-systems.ts"
import { eventsSince } from "./events/events-since.ts"
import { readDelivery } from "./events/read-delivery.ts"
import { subscriptionState } from "./events/subscription-state.ts"
import { failedPayments } from "./failed-payments.ts"
import { findUnknown } from "./find-unknown.ts"
import { openStripeActs } from "./open-stripe-acts.ts"
import { readRawCustomer } from "./read-raw-customer.ts"
import { stripeClient } from "./stripe-client.ts"

/** Stripe as the billing system of a workspace in one mode: what it is asked, and what it tells by itself. */
export function openStripeBilling({ webhookSecrets, ...account }: ConnectedAccount): BillingSystem {
  const { now } = account
  return {
    ...openStripeActs(account),
    failedPayments: (customerId, signal) => failedPayments(stripeClient(account, signal), customerId, now()),
    rawCustomer: (customerId, signal) => readRawCustomer(stripeClient(account, signal), customerId),
    findUnknown: (named, signal) => findUnknown(stripeClient(account, signal), named),
    readDelivery: (headers, rawBody) => readDelivery(webhookSecrets, headers, rawBody, now()),
    eventsSince: (cursor, signal) => eventsSince(stripeClient(account, signal), cursor, signal, now()),
    subscriptionState: (id, signal) => subscriptionState(stripeClient(account, signal), id, signal),
  }
}
