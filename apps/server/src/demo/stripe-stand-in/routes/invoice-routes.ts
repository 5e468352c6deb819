import { listPage, pageParams } from "../list-page.ts"
import { createCreditNote, createRefund } from "../money-back.ts"
import { previewInvoice } from "../preview-invoice.ts"
import type { Route } from "../route.ts"
import { missing } from "../stripe-refusal.ts"
import { idOf } from "../world.ts"

/** Invoices, how they were paid, and what is given back of them. */
export const invoiceRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/v1/invoices",
    permission: "invoice_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "customer", "status", "subscription"])
      const customer = params.text("customer")
      const status = params.text("status")
      const subscription = params.text("subscription")
      const invoices = [...world.invoices.values()].filter((each) => {
        const billed = each.parent?.subscription_details?.subscription
        return (
          (customer === undefined || each.customer === customer) &&
          (status === undefined || each.status === status) &&
          (subscription === undefined || (billed !== undefined && idOf(billed) === subscription))
        )
      })
      return listPage("/v1/invoices", "invoice", invoices, params)
    },
  },
  {
    method: "POST",
    path: "/v1/invoices/create_preview",
    // it is asked for by a POST, and changes nothing
    permission: "invoice_read",
    run: ({ world, params }) => previewInvoice(world, params),
  },
  {
    method: "GET",
    path: "/v1/invoices/:id",
    permission: "invoice_read",
    run: ({ world, params, id }) => {
      params.accept([])
      const invoice = world.invoices.get(id)
      if (!invoice) throw missing("invoice", id)
      return invoice
    },
  },
  {
    method: "GET",
    path: "/v1/invoice_payments",
    permission: "invoice_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "invoice", "status"])
      const invoice = params.text("invoice")
      const status = params.text("status")
      const payments = [...world.invoicePayments.values()].filter(
        (each) =>
          (invoice === undefined || each.invoice === invoice) &&
          (status === undefined || each.status === status),
      )
      return listPage("/v1/invoice_payments", "invoice_payment", payments, params)
    },
  },
  {
    method: "GET",
    path: "/v1/payment_intents/:id",
    permission: "payment_intent_read",
    run: ({ world, params, id }) => {
      params.accept([])
      const intent = world.paymentIntents.get(id)
      if (!intent) throw missing("payment_intent", id)
      return intent
    },
  },
  {
    method: "GET",
    path: "/v1/charges/:id",
    permission: "charge_read",
    run: ({ world, params, id }) => {
      params.accept([])
      const charge = world.charges.get(id)
      if (!charge) throw missing("charge", id)
      return charge
    },
  },
  {
    method: "GET",
    path: "/v1/refunds",
    permission: "charge_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "charge", "payment_intent"])
      const charge = params.text("charge")
      const intent = params.text("payment_intent")
      const refunds = [...world.refunds.values()].filter(
        (each) =>
          (charge === undefined || each.charge === charge) &&
          (intent === undefined || each.payment_intent === intent),
      )
      return listPage("/v1/refunds", "refund", refunds, params)
    },
  },
  {
    method: "POST",
    path: "/v1/refunds",
    permission: "charge_write",
    run: ({ world, params }) => createRefund(world, params),
  },
  {
    method: "GET",
    path: "/v1/refunds/:id",
    permission: "charge_read",
    run: ({ world, params, id }) => {
      params.accept([])
      const refund = world.refunds.get(id)
      if (!refund) throw missing("refund", id)
      return refund
    },
  },
  {
    method: "GET",
    path: "/v1/credit_notes",
    permission: "credit_note_read",
    run: ({ world, params }) => {
      params.accept([...pageParams, "customer", "invoice"])
      const customer = params.text("customer")
      const invoice = params.text("invoice")
      const notes = [...world.creditNotes.values()].filter(
        (each) =>
          (customer === undefined || each.customer === customer) &&
          (invoice === undefined || each.invoice === invoice),
      )
      return listPage("/v1/credit_notes", "credit_note", notes, params)
    },
  },
  {
    method: "POST",
    path: "/v1/credit_notes",
    permission: "credit_note_write",
    run: ({ world, params }) => createCreditNote(world, params),
  },
]
