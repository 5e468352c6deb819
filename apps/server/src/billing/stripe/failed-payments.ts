import type Stripe from "stripe"
import type { FailedPayment } from "../billing-system.ts"
import { idOf } from "./id-of.ts"
import { fromSeconds } from "./seconds.ts"
import { isMissing } from "./stripe-errors.ts"

/** The open invoices of a customer's subscriptions whose payment failed, or whose day has passed; the oldest first. */
export async function failedPayments(
  stripe: Stripe,
  customerId: string,
  now: Date,
): Promise<FailedPayment[]> {
  try {
    const { data } = await stripe.invoices.list({ customer: customerId, status: "open", limit: 100 })
    return data
      .flatMap((invoice) => failedOf(invoice, now) ?? [])
      .sort((a, b) => a.since.getTime() - b.since.getTime())
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/**
 * Of an invoice that is charged by itself a further try is planned, or all tries were used up: a debit that is still under
 * way has neither, and has not failed. One that is sent has a day.
 */
function failedOf(invoice: Stripe.Invoice, now: Date): FailedPayment | null {
  const { parent, collection_method, attempt_count, amount_remaining, next_payment_attempt, due_date } =
    invoice
  const subscription = parent?.subscription_details?.subscription
  if (!subscription || amount_remaining <= 0) return null
  const isSent = collection_method === "send_invoice"
  const hasFailed = isSent
    ? due_date !== null && fromSeconds(due_date) <= now
    : attempt_count > 1 || (attempt_count === 1 && next_payment_attempt !== null)
  if (!hasFailed) return null
  const since = isSent ? due_date : invoice.status_transitions.finalized_at
  return {
    subscriptionId: idOf(subscription),
    since: fromSeconds(since ?? invoice.created),
    payUrl: invoice.hosted_invoice_url ?? null,
  }
}
