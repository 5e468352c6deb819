import type { Params } from "./read-params.ts"
import type { World } from "./world.ts"

/** The permissions of a restricted key, in Stripe's own words. Who may write may read. */
export const permissions = [
  "accounts_kyc_basic_read",
  "charge_read",
  "charge_write",
  "coupon_read",
  "coupon_write",
  "credit_note_read",
  "credit_note_write",
  "customer_read",
  "customer_write",
  "event_read",
  "invoice_read",
  "payment_intent_read",
  "plan_read",
  "plan_write",
  "product_read",
  "product_write",
  "subscription_read",
  "subscription_write",
] as const
export type Permission = (typeof permissions)[number]

/** What a request asks. */
export interface Asked {
  world: World
  params: Params
  /** What the address names. */
  id: string
}

/** An address that the stand-in answers. */
export interface Route {
  method: "GET" | "POST" | "DELETE"
  /** Such as `/v1/subscriptions/:id/pause`. */
  path: string
  permission: Permission
  run: (asked: Asked) => object
}
