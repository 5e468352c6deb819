/** How a workspace wants its customers' acts carried out at Stripe. What each setting means is in docs/billing-stripe.md. */
export interface StripeSettings {
  cancelAt: "period-end" | "now"
  changePlanAt: "period-end" | "now"
  /** What becomes of the difference when the plan changes at once, in Stripe's words. */
  proration: "create_prorations" | "always_invoice" | "none"
  /** `collection`: the subscription goes on and nothing is collected. `service`: the subscription itself rests. */
  pauseMeaning: "collection" | "service"
  /** What becomes of invoices while collection is paused, in Stripe's words. */
  pauseInvoiceBehavior: "void" | "keep_as_draft" | "mark_uncollectible"
  /** `refund`: the money goes back to where it came from. `credit-note`: the next invoice is so much less. A refund where nothing is said. */
  rebateAs?: "refund" | "credit-note"
}
