import { randomBytes } from "node:crypto"
import type Stripe from "stripe"
import type { Clock } from "./clock.ts"

/** Something that the next invoice of a subscription bills or credits beside its items: a proration. */
export interface PendingItem {
  id: string
  description: string
  /** Minor units; a credit is below zero. */
  amount: number
  price: Stripe.Price
  subscriptionItemId: string
  period: { start: number; end: number }
}

/** What an account has in one mode. Objects refer to one another by their ids; what is expanded is put in as they are sent. */
export interface World {
  readonly livemode: boolean
  readonly account: Stripe.Account
  readonly clock: Clock
  /** Which request is being answered. Requests are answered one at a time, each without a pause. */
  cause: Cause
  readonly customers: Map<string, Stripe.Customer>
  readonly products: Map<string, Stripe.Product>
  readonly prices: Map<string, Stripe.Price>
  readonly coupons: Map<string, Stripe.Coupon>
  readonly discounts: Map<string, Stripe.Discount>
  readonly subscriptions: Map<string, Stripe.Subscription>
  readonly schedules: Map<string, Stripe.SubscriptionSchedule>
  readonly invoices: Map<string, Stripe.Invoice>
  readonly invoicePayments: Map<string, Stripe.InvoicePayment>
  readonly paymentIntents: Map<string, Stripe.PaymentIntent>
  readonly charges: Map<string, Stripe.Charge>
  readonly refunds: Map<string, Stripe.Refund>
  readonly creditNotes: Map<string, Stripe.CreditNote>
  /** From the oldest on. */
  readonly events: Stripe.Event[]
  /** By subscription. */
  readonly pendingItems: Map<string, PendingItem[]>
  /** Customers that are gone: their ids are still answered, as Stripe does. */
  readonly deletedCustomers: Set<string>
  /** Customers whose card is declined. */
  readonly declined: Set<string>
}

/** What brings a change: a request, or time alone. Events tell it. */
export interface Cause {
  requestId: string | null
  idempotencyKey: string | null
}
export const timeAlone: Cause = { requestId: null, idempotencyKey: null }

export const makeWorld = (livemode: boolean, account: Stripe.Account, clock: Clock): World => ({
  livemode,
  account,
  clock,
  cause: timeAlone,
  customers: new Map(),
  products: new Map(),
  prices: new Map(),
  coupons: new Map(),
  discounts: new Map(),
  subscriptions: new Map(),
  schedules: new Map(),
  invoices: new Map(),
  invoicePayments: new Map(),
  paymentIntents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  creditNotes: new Map(),
  events: [],
  pendingItems: new Map(),
  deletedCustomers: new Set(),
  declined: new Set(),
})

/** As Stripe's: no other process makes the same one, so events of a stand-in that was started anew are new ones. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString("hex")}`

/** The id behind a reference, whether it is expanded or not. */
export const idOf = (reference: string | { id: string }): string =>
  typeof reference === "string" ? reference : reference.id
