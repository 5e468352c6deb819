import { minorDigits } from "@holdfast/protocol"
import type { Rebate } from "@holdfast/protocol/flow"
import Stripe from "stripe"
import { idOf } from "../id-of.ts"
import { hasMarks, isMarked, markedWith } from "../marks.ts"
import { type Refused, refused } from "../own-subscription.ts"
import { toSeconds } from "../seconds.ts"
import type { StripeSettings } from "../stripe-settings.ts"
import { applied, type Plan, type SendOnce } from "./plan.ts"

/** Money back of a paid invoice: to where it came from, or as a credit on the next one. */
export async function planRebate(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  rebate: Rebate | null,
  { rebateAs = "refund" }: StripeSettings,
): Promise<Plan> {
  if (!rebate) return refused("This refund is not offered any more.")
  const paid = await paidInvoices(stripe, subscription.id)
  const invoice = rebate.invoiceScope === "FIRST_PAID" ? paid.at(-1) : paid[0]
  if (!invoice) return refused("No payment was found that could be paid back.")
  const amount = amountOf(rebate, invoice)
  if (typeof amount !== "number") return amount
  if (await wasGivenBack(stripe, invoice))
    return refused("A part of this payment was paid back to you already.")
  const left = invoice.amount_paid - invoice.post_payment_credit_notes_amount
  if (amount > left) return refused("Your payment was smaller than this refund.")
  const source = sourceOf(invoice)
  if (rebateAs === "refund" && !source) return refused("Your payment cannot be paid back automatically.")
  return {
    kind: "planned",
    send: (id, once) =>
      rebateAs === "refund" && source
        ? sendRefund(stripe, { ...source, amount }, id, once)
        : sendCreditNote(stripe, invoice.id, amount, id, once),
    effects: { invoice: { subscription: subscription.id }, chargedAt: null, accessUntil: null },
  }
}

async function sendRefund(
  stripe: Stripe,
  what: Stripe.RefundCreateParams,
  id: string,
  once: SendOnce,
): ReturnType<Extract<Plan, { kind: "planned" }>["send"]> {
  const refund = { ...what, reason: "requested_by_customer", metadata: markedWith({}, id) } as const
  try {
    const { status } = await once("", (options) => stripe.refunds.create(refund, options))
    return status === "failed" || status === "canceled"
      ? refused("The bank did not take the refund. Nothing was changed.")
      : applied
  } catch (error) {
    if (isRefundedElsewhere(error)) return refused("This payment was paid back to you already.")
    throw error
  }
}

const isRefundedElsewhere = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "charge_already_refunded"

async function sendCreditNote(stripe: Stripe, invoice: string, amount: number, id: string, once: SendOnce) {
  const note = { invoice, amount, credit_amount: amount, metadata: markedWith({}, id) }
  await once("", (options) => stripe.creditNotes.create(note, options))
  return applied
}

/** What a rule pays back of an invoice, in minor units; a sentence where that is nothing. */
export function amountOf(
  rebate: Rebate,
  invoice: Pick<Stripe.Invoice, "amount_paid" | "currency">,
): number | Refused {
  const { amount_paid, currency } = invoice
  const isFixed = rebate.amountType === "FIXED"
  if (isFixed && rebate.currency?.toLowerCase() !== currency)
    return refused(`This refund cannot be given in ${currency.toUpperCase()}, in which you are billed.`)
  const exact = isFixed ? rebate.amount : Math.round((amount_paid * rebate.amount) / 100)
  const step = smallestPaid(currency)
  const amount = Math.floor(exact / step) * step
  return amount > 0 ? amount : refused("There is nothing to pay back of your payment.")
}

/** Stripe counts these in hundredths, and pays whole ones alone. */
const paidWhole = new Set(["isk", "ugx"])

/** Of the thousandths of a dinar only tens are paid, since the cards' networks have two digits. */
const smallestPaid = (currency: string): number =>
  paidWhole.has(currency) ? 100 : minorDigits(currency) === 3 ? 10 : 1

/** Newest first. */
async function paidInvoices(stripe: Stripe, subscription: string): Promise<Stripe.Invoice[]> {
  const params = { subscription, status: "paid", limit: 100, expand: ["data.payments"] } as const
  const invoices = await stripe.invoices
    .list({ ...params, expand: [...params.expand] })
    .autoPagingToArray({ limit: 1000 })
  return invoices.filter(({ amount_paid }) => amount_paid > 0)
}

/** What the money of an invoice came by. */
function sourceOf({ payments }: Stripe.Invoice): { payment_intent: string } | { charge: string } | null {
  for (const { status, payment } of payments?.data ?? []) {
    if (status !== "paid") continue
    if (payment.payment_intent) return { payment_intent: idOf(payment.payment_intent) }
    if (payment.charge) return { charge: idOf(payment.charge) }
  }
  return null
}

/** What was given back of an invoice, either way. */
async function givenBack(
  stripe: Stripe,
  invoice: Stripe.Invoice,
): Promise<(Stripe.Refund | Stripe.CreditNote)[]> {
  const source = sourceOf(invoice)
  const refunds = source ? (await stripe.refunds.list({ ...source, limit: 100 })).data : []
  const notes = (await stripe.creditNotes.list({ invoice: invoice.id, limit: 100 })).data
  return [...refunds.filter(({ status }) => status !== "failed" && status !== "canceled"), ...notes]
}

/** Each invoice is paid back by one rebate at most, however often its customer comes to the flow. */
const wasGivenBack = async (stripe: Stripe, invoice: Stripe.Invoice): Promise<boolean> =>
  (await givenBack(stripe, invoice)).some(hasMarks)

/** Whether a rebate was paid, on any invoice that its rule could mean since it was asked. */
export async function wasRebated(
  stripe: Stripe,
  { id: subscriptionId }: Stripe.Subscription,
  { id, requestedAt }: { id: string; requestedAt: Date },
): Promise<boolean> {
  const paid = await paidInvoices(stripe, subscriptionId)
  const paidBefore = paid.findIndex(({ created }) => created <= toSeconds(requestedAt))
  const possible = new Set([...(paidBefore === -1 ? paid : paid.slice(0, paidBefore + 1)), ...paid.slice(-1)])
  for (const invoice of possible) {
    if ((await givenBack(stripe, invoice)).some((given) => isMarked(given, id))) return true
  }
  return false
}
