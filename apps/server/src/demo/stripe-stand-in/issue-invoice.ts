import type Stripe from "stripe"
import { couponOf, discountsOf, putDiscounts } from "./discounts.ts"
import { type Bill, makeInvoice } from "./make-invoice.ts"
import { makePayment } from "./make-payment.ts"
import { copySubscription } from "./make-subscription.ts"
import { daySeconds } from "./periods.ts"
import { tell } from "./tell.ts"
import { idOf, newId, type World } from "./world.ts"

const retrySeconds = 3 * daySeconds
/** The first one and three more; after the last the subscription ends. */
const mostAttempts = 4

/** The subscription that an invoice bills. */
export function subscriptionOfInvoice(world: World, invoice: Stripe.Invoice): Stripe.Subscription | null {
  const reference = invoice.parent?.subscription_details?.subscription
  return reference ? (world.subscriptions.get(idOf(reference)) ?? null) : null
}

/**
 * Makes an invoice of a subscription and collects it as the subscription says: at once, not at all while its collection is
 * paused. It is put down as the subscription's latest one; discounts for one invoice are used up.
 */
export function issueInvoice(world: World, bill: Bill): Stripe.Invoice {
  const { subscription } = bill
  const invoice = makeInvoice(world, bill, newId("in"))
  world.invoices.set(invoice.id, invoice)
  subscription.latest_invoice = invoice.id
  tell(world, "invoice.created", invoice)
  const { pause_collection: pause } = subscription
  if (pause?.behavior === "keep_as_draft") invoice.auto_advance = false
  else {
    finalize(world, invoice)
    if (pause?.behavior === "void") voidInvoice(world, invoice)
    else if (pause?.behavior === "mark_uncollectible") markUncollectible(world, invoice)
    else collect(world, invoice)
  }
  const used = bill.discounts.filter((each) => couponOf(world, each).duration === "once")
  const kept = discountsOf(world, subscription).filter((each) => !used.includes(each))
  if (used.length > 0 && subscription.status !== "trialing") putDiscounts(world, subscription, kept)
  return invoice
}

function finalize(world: World, invoice: Stripe.Invoice): void {
  const customer = invoice.customer && world.customers.get(idOf(invoice.customer))
  if (customer) {
    const sequence = customer.next_invoice_sequence ?? 1
    invoice.number = `${customer.invoice_prefix}-${String(sequence).padStart(4, "0")}`
    const endingBalance = customer.balance + invoice.total - invoice.amount_due
    invoice.ending_balance = endingBalance
    const next = { ...customer, balance: endingBalance, next_invoice_sequence: sequence + 1 }
    world.customers.set(customer.id, next)
    if (endingBalance !== customer.balance) tell(world, "customer.updated", next, customer)
  }
  invoice.status = "open"
  invoice.hosted_invoice_url = `https://invoice.stripe.com/i/${invoice.id}`
  invoice.effective_at = world.clock.now()
  invoice.status_transitions.finalized_at = world.clock.now()
  tell(world, "invoice.finalized", invoice)
}

export function voidInvoice(world: World, invoice: Stripe.Invoice): void {
  invoice.status = "void"
  invoice.auto_advance = false
  invoice.next_payment_attempt = null
  invoice.status_transitions.voided_at = world.clock.now()
  tell(world, "invoice.voided", invoice)
}

function markUncollectible(world: World, invoice: Stripe.Invoice): void {
  invoice.status = "uncollectible"
  invoice.auto_advance = false
  invoice.status_transitions.marked_uncollectible_at = world.clock.now()
  tell(world, "invoice.marked_uncollectible", invoice)
}

/** Charges the customer's card. Tried again later where it is declined. */
export function collect(world: World, invoice: Stripe.Invoice): void {
  const now = world.clock.now()
  const customer = invoice.customer ? idOf(invoice.customer) : ""
  if (invoice.amount_due > 0) {
    invoice.attempted = true
    invoice.attempt_count += 1
  }
  if (invoice.amount_due > 0 && world.declined.has(customer)) {
    invoice.next_payment_attempt = invoice.attempt_count < mostAttempts ? now + retrySeconds : null
    tell(world, "invoice.payment_failed", invoice)
    return
  }
  if (invoice.amount_due > 0) tell(world, "charge.succeeded", makePayment(world, invoice))
  invoice.status = "paid"
  invoice.amount_paid = invoice.amount_due
  invoice.amount_remaining = 0
  invoice.next_payment_attempt = null
  invoice.status_transitions.paid_at = now
  tell(world, "invoice.paid", invoice)
  tell(world, "invoice.payment_succeeded", invoice)
}

/** What becomes of a subscription by the payment of its invoice. */
export function followPayment(subscription: Stripe.Subscription, invoice: Stripe.Invoice): void {
  const isRunning = subscription.status === "active" || subscription.status === "past_due"
  if (!isRunning) return
  if (invoice.status === "open" && invoice.attempted) subscription.status = "past_due"
  else if (invoice.status === "paid") subscription.status = "active"
}

/** Tries the payment of an open invoice once more. */
export function retryInvoice(world: World, invoice: Stripe.Invoice, end: (id: string) => void): void {
  collect(world, invoice)
  const before = subscriptionOfInvoice(world, invoice)
  if (!before || before.status === "canceled") return
  if (invoice.status === "open" && invoice.next_payment_attempt === null) {
    end(before.id)
    return
  }
  const subscription = copySubscription(before)
  followPayment(subscription, invoice)
  if (subscription.status === before.status) return
  world.subscriptions.set(subscription.id, subscription)
  tell(world, "customer.subscription.updated", subscription, before)
}
