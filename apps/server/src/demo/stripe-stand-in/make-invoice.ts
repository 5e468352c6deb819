import type Stripe from "stripe"
import { takeOff } from "./discounts.ts"
import { periodOf } from "./make-subscription.ts"
import { idOf, newId, type PendingItem, type World } from "./world.ts"

/** What an invoice is made of, before the discounts are taken off. */
export interface Bill {
  subscription: Stripe.Subscription
  lines: readonly Line[]
  discounts: readonly Stripe.Discount[]
  reason: Stripe.Invoice.BillingReason
}

export interface Line extends PendingItem {
  quantity: number
  isProration: boolean
}

const nameOf = (world: World, price: Stripe.Price) =>
  world.products.get(idOf(price.product))?.name ?? price.nickname ?? price.id

/** What the items of a subscription cost for a period; nothing during a trial. */
export const itemLines = (
  world: World,
  { items, status }: Pick<Stripe.Subscription, "items" | "status">,
  periodOfItem: (item: Stripe.SubscriptionItem) => { start: number; end: number },
): Line[] =>
  items.data.map((item) => {
    const quantity = item.quantity ?? 1
    const name = nameOf(world, item.price)
    const isTrial = status === "trialing"
    return {
      id: newId("il"),
      description: isTrial ? `Trial period for ${name}` : `${quantity} × ${name}`,
      amount: isTrial ? 0 : (item.price.unit_amount ?? 0) * quantity,
      price: item.price,
      quantity,
      subscriptionItemId: item.id,
      period: periodOfItem(item),
      isProration: false,
    }
  })

export const pendingLines = (pending: readonly PendingItem[]): Line[] =>
  pending.map((item) => ({ ...item, quantity: 1, isProration: true }))

/** The words of a proration, as Stripe writes them. */
export const prorationWords = (
  world: World,
  price: Stripe.Price,
  kind: "Unused" | "Remaining",
  second: number,
) => {
  const day = new Date(second * 1000).toISOString().slice(0, 10)
  return `${kind} time on ${nameOf(world, price)} after ${day}`
}

/** A draft. It changes nothing, so a preview is one, too. */
export function makeInvoice(world: World, bill: Bill, id: string): Stripe.Invoice {
  const { subscription, lines } = bill
  const now = world.clock.now()
  const customer = world.customers.get(idOf(subscription.customer))
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0)
  const taken = takeOff(world, bill.discounts, subtotal)
  const total = subtotal - taken.reduce((sum, { amount }) => sum + amount, 0)
  const balance = customer?.balance ?? 0
  const amountDue = Math.max(0, total + balance)
  return {
    id,
    object: "invoice",
    account_country: world.account.country ?? null,
    account_name: world.account.business_profile?.name ?? null,
    account_tax_ids: null,
    amount_due: amountDue,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: amountDue,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: {
      disabled_reason: null,
      enabled: false,
      liability: null,
      provider: null,
      status: null,
    },
    automatically_finalizes_at: null,
    billing_reason: bill.reason,
    collection_method: "charge_automatically",
    created: now,
    currency: subscription.currency,
    custom_fields: null,
    customer: idOf(subscription.customer),
    customer_account: null,
    customer_address: null,
    customer_email: customer?.email ?? null,
    customer_name: customer?.name ?? null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: bill.discounts.map((each) => each.id),
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: {
      object: "list",
      data: lines.map((line) => makeLine(world, bill, line, id)),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: world.livemode,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: "subscription_details",
    },
    payment_settings: {
      default_mandate: null,
      payment_method_options: null,
      payment_method_types: null,
    },
    period_end: now,
    period_start: Math.min(now, periodOf(subscription).start),
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: balance,
    statement_descriptor: null,
    status: "draft",
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal,
    subtotal_excluding_tax: subtotal,
    test_clock: null,
    total,
    total_discount_amounts: taken,
    total_excluding_tax: total,
    total_pretax_credit_amounts: taken.map((each) => ({ ...each, type: "discount" })),
    total_taxes: [],
    webhooks_delivered_at: null,
  }
}

function makeLine(world: World, bill: Bill, line: Line, invoiceId: string): Stripe.InvoiceLineItem {
  const { subscription } = bill
  const taken = takeOff(world, bill.discounts, line.amount).filter(({ amount }) => amount > 0)
  // an amount is taken off the invoice as a whole: only what is a percentage is the same for each line
  const isOnlyLine = bill.lines.length === 1
  return {
    id: line.id,
    object: "line_item",
    amount: line.amount,
    currency: subscription.currency,
    description: line.description,
    discount_amounts: isOnlyLine ? taken : [],
    discountable: true,
    discounts: [],
    invoice: invoiceId,
    livemode: world.livemode,
    metadata: {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: line.isProration ? line.id : null,
        proration: line.isProration,
        proration_details: { credited_items: null },
        subscription: subscription.id,
        subscription_item: line.subscriptionItemId,
      },
      type: "subscription_item_details",
    },
    period: line.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: line.price.id, product: idOf(line.price.product) },
      type: "price_details",
      unit_amount_decimal: line.isProration ? null : line.price.unit_amount_decimal,
    },
    quantity: line.quantity,
    quantity_decimal: null,
    subscription: subscription.id,
    subtotal: line.amount,
    taxes: [],
  }
}
