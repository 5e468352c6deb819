import type Stripe from "stripe"
import { expect, test } from "vitest"
import { phaseParams } from "./phase-params.ts"

const bare = {
  add_invoice_items: [],
  application_fee_percent: null,
  billing_cycle_anchor: null,
  billing_thresholds: null,
  collection_method: null,
  currency: "usd",
  default_payment_method: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  end_date: 2000,
  invoice_settings: null,
  items: [
    {
      billing_thresholds: null,
      discounts: [],
      metadata: null,
      plan: "price_1",
      price: "price_1",
      quantity: 2,
    },
  ],
  metadata: null,
  on_behalf_of: null,
  proration_behavior: "create_prorations",
  start_date: 1000,
  transfer_data: null,
  trial_end: null,
} as unknown as Stripe.SubscriptionSchedule.Phase

const params = (more: object = {}) => phaseParams({ ...bare, ...more } as Stripe.SubscriptionSchedule.Phase)

test("what a phase does not say is not said for it, such as that it has no discount", () => {
  expect(params()).toEqual({
    start_date: 1000,
    end_date: 2000,
    items: [{ price: "price_1", quantity: 2 }],
    metadata: {},
    proration_behavior: "create_prorations",
  })
})

test("what a phase says is said again, each object by its id", () => {
  const full = {
    application_fee_percent: 5,
    automatic_tax: {
      enabled: true,
      disabled_reason: null,
      liability: { type: "account", account: { id: "acct_1" } },
    },
    billing_cycle_anchor: "phase_start",
    billing_thresholds: { amount_gte: 100, reset_billing_cycle_anchor: null },
    collection_method: "send_invoice",
    default_payment_method: { id: "pm_1" },
    default_tax_rates: [{ id: "txr_1" }],
    description: "Gold",
    discounts: [
      { discount: { id: "di_1" }, coupon: "a", promotion_code: null },
      { discount: null, coupon: null, promotion_code: "promo_1" },
      { discount: null, coupon: { id: "b" }, promotion_code: null },
    ],
    invoice_settings: {
      account_tax_ids: [{ id: "txi_1" }],
      custom_fields: [{ name: "PO", value: "1" }],
      days_until_due: 30,
      description: null,
      footer: "Thanks",
      issuer: { type: "self" },
    },
    items: [
      {
        billing_thresholds: { usage_gte: 10 },
        discounts: [{ discount: "di_2", coupon: null, promotion_code: null }],
        metadata: { seat: "x" },
        plan: "price_1",
        price: { id: "price_1" },
        tax_rates: [{ id: "txr_2" }],
      },
    ],
    metadata: { a: "b" },
    on_behalf_of: "acct_2",
    transfer_data: { destination: { id: "acct_3" }, amount_percent: null },
    trial_end: 1500,
    // it was billed when the phase began
    add_invoice_items: [{ price: "price_setup", quantity: 1, discounts: [], period: {} }],
  }
  expect(params(full)).toEqual({
    start_date: 1000,
    end_date: 2000,
    application_fee_percent: 5,
    automatic_tax: { enabled: true, liability: { type: "account", account: "acct_1" } },
    billing_cycle_anchor: "phase_start",
    billing_thresholds: { amount_gte: 100 },
    collection_method: "send_invoice",
    default_payment_method: "pm_1",
    default_tax_rates: ["txr_1"],
    description: "Gold",
    discounts: [{ discount: "di_1" }, { promotion_code: "promo_1" }, { coupon: "b" }],
    invoice_settings: {
      account_tax_ids: ["txi_1"],
      custom_fields: [{ name: "PO", value: "1" }],
      days_until_due: 30,
      footer: "Thanks",
      issuer: { type: "self" },
    },
    items: [
      {
        billing_thresholds: { usage_gte: 10 },
        discounts: [{ discount: "di_2" }],
        metadata: { seat: "x" },
        price: "price_1",
        tax_rates: ["txr_2"],
      },
    ],
    metadata: { a: "b" },
    on_behalf_of: "acct_2",
    proration_behavior: "create_prorations",
    transfer_data: { destination: "acct_3" },
    trial_end: 1500,
  })
})
