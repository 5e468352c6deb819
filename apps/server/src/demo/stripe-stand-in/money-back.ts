import type Stripe from "stripe"
import type { Params } from "./read-params.ts"
import { missing, refuse } from "./stripe-refusal.ts"
import { tell } from "./tell.ts"
import { idOf, newId, type World } from "./world.ts"

const refundReasons = ["duplicate", "fraudulent", "requested_by_customer"] as const
const creditReasons = ["duplicate", "fraudulent", "order_change", "product_unsatisfactory"] as const

/** Gives money of a payment back, all that is left of it unless an amount is said. */
export function createRefund(world: World, said: Params): Stripe.Refund {
  said.accept(["amount", "charge", "metadata", "payment_intent", "reason"])
  const charge = chargeAsked(world, said)
  const left = charge.amount - charge.amount_refunded
  if (left === 0) {
    throw refuse(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" })
  }
  const amount = said.integer("amount") ?? left
  if (amount < 1) {
    throw refuse("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    })
  }
  if (amount > left) {
    throw refuse(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: "amount",
    })
  }
  return refund(world, charge, amount, {
    reason: said.oneOf("reason", refundReasons) ?? null,
    metadata: said.metadata({}),
  })
}

function chargeAsked(world: World, said: Params): Stripe.Charge {
  const chargeId = said.text("charge")
  const intentId = said.text("payment_intent")
  if (chargeId === undefined && intentId === undefined) {
    throw refuse(
      "One of the following params should be provided for this request: payment_intent or charge.",
      {
        code: "parameter_missing",
      },
    )
  }
  if (intentId !== undefined && !world.paymentIntents.has(intentId)) {
    throw missing("payment_intent", intentId, "payment_intent")
  }
  const charge = [...world.charges.values()].find(
    (each) => each.id === chargeId || each.payment_intent === intentId,
  )
  if (!charge) throw missing("charge", chargeId ?? "", "charge")
  return charge
}

function refund(
  world: World,
  charge: Stripe.Charge,
  amount: number,
  { reason, metadata }: { reason: Stripe.Refund.Reason | null; metadata: Record<string, string> },
): Stripe.Refund {
  const made: Stripe.Refund = {
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: newId("txn"),
    charge: charge.id,
    created: world.clock.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: null,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  }
  world.refunds.set(made.id, made)
  const next = { ...charge, amount_refunded: charge.amount_refunded + amount }
  next.refunded = next.amount_refunded === next.amount
  world.charges.set(charge.id, next)
  tell(world, "refund.created", made)
  tell(world, "charge.refunded", next, charge)
  return made
}

/** The charge by which an invoice was paid. */
function chargeOf(world: World, invoice: Stripe.Invoice): Stripe.Charge | undefined {
  const payment = [...world.invoicePayments.values()].find((each) => idOf(each.invoice) === invoice.id)
  const intent = payment?.payment.payment_intent
  return [...world.charges.values()].find((each) => intent && each.payment_intent === idOf(intent))
}

/**
 * Credits an invoice: of one that is paid, the money goes back to the card, to the customer's balance, or went another way; of
 * an open one, less is due.
 */
export function createCreditNote(world: World, said: Params): Stripe.CreditNote {
  said.accept([
    "amount",
    "credit_amount",
    "invoice",
    "memo",
    "metadata",
    "out_of_band_amount",
    "reason",
    "refund_amount",
  ])
  const invoiceId = said.requiredText("invoice")
  const invoice = world.invoices.get(invoiceId)
  if (!invoice) throw missing("invoice", invoiceId, "invoice")
  const isPaid = invoice.status === "paid"
  if (!isPaid && invoice.status !== "open") {
    throw refuse(`You can't create a credit note for an invoice in \`${invoice.status}\` status.`)
  }
  const refunded = said.integer("refund_amount") ?? 0
  const credited = said.integer("credit_amount") ?? 0
  const outOfBand = said.integer("out_of_band_amount") ?? 0
  const amount = said.integer("amount") ?? refunded + credited + outOfBand
  if (amount < 1)
    throw refuse("Missing required param: amount.", { code: "parameter_missing", param: "amount" })
  const already = invoice.post_payment_credit_notes_amount + invoice.pre_payment_credit_notes_amount
  const left = isPaid ? invoice.amount_paid - already : invoice.amount_remaining
  if (amount > left) {
    throw refuse(
      `The credit note's amount (${amount}) is greater than what is left of the invoice (${left}).`,
      {
        param: "amount",
      },
    )
  }
  if (isPaid && refunded + credited + outOfBand !== amount) {
    throw refuse(
      "The sum of credit amount, refund amount and out of band amount must equal the credit note's amount.",
    )
  }
  const charge = chargeOf(world, invoice)
  if (refunded > 0 && !charge) throw refuse("The invoice was not paid by a charge that can be refunded.")
  const made = refunded > 0 && charge ? refund(world, charge, refunded, { reason: null, metadata: {} }) : null
  const note: Stripe.CreditNote = {
    id: newId("cn"),
    object: "credit_note",
    amount,
    amount_shipping: 0,
    created: world.clock.now(),
    currency: invoice.currency,
    customer: invoice.customer ? idOf(invoice.customer) : "",
    customer_account: null,
    customer_balance_transaction: credited > 0 ? newId("cbtxn") : null,
    discount_amount: 0,
    discount_amounts: [],
    effective_at: world.clock.now(),
    invoice: invoice.id,
    lines: { object: "list", data: [], has_more: false, url: "/v1/credit_notes/lines" },
    livemode: world.livemode,
    memo: said.text("memo") ?? null,
    metadata: said.metadata({}),
    number: `${invoice.number}-CN-${String(world.creditNotes.size + 1).padStart(2, "0")}`,
    out_of_band_amount: outOfBand || null,
    pdf: "",
    post_payment_amount: isPaid ? amount : 0,
    pre_payment_amount: isPaid ? 0 : amount,
    pretax_credit_amounts: [],
    reason: said.oneOf("reason", creditReasons) ?? null,
    refunds: made
      ? [{ amount_refunded: refunded, payment_record_refund: null, refund: made.id, type: "refund" }]
      : [],
    shipping_cost: null,
    status: "issued",
    subtotal: amount,
    subtotal_excluding_tax: amount,
    total: amount,
    total_excluding_tax: amount,
    total_taxes: [],
    type: isPaid ? "post_payment" : "pre_payment",
    voided_at: null,
  }
  world.creditNotes.set(note.id, note)
  if (isPaid) invoice.post_payment_credit_notes_amount += amount
  else {
    invoice.pre_payment_credit_notes_amount += amount
    invoice.amount_due -= amount
    invoice.amount_remaining -= amount
  }
  const customer = invoice.customer && world.customers.get(idOf(invoice.customer))
  if (customer && credited > 0) {
    const next = { ...customer, balance: customer.balance - credited }
    world.customers.set(customer.id, next)
    tell(world, "customer.updated", next, customer)
  }
  tell(world, "credit_note.created", note)
  return note
}
