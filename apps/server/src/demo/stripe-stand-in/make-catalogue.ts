import Stripe from "stripe"
import type { World } from "./world.ts"

/** A product, its prices and coupons, as Stripe has them. What is not said has the value that Stripe gives it. */

export function makeProduct(world: World, id: string, name: string, metadata = {}): Stripe.Product {
  const now = world.clock.now()
  const product: Stripe.Product = {
    id,
    object: "product",
    active: true,
    created: now,
    default_price: null,
    description: null,
    images: [],
    livemode: world.livemode,
    marketing_features: [],
    metadata,
    name,
    package_dimensions: null,
    shippable: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    updated: now,
    url: null,
  }
  world.products.set(id, product)
  return product
}

export interface PriceFacts {
  id: string
  productId: string
  currency: string
  /** Minor units. */
  unitAmount: number
  interval: "day" | "week" | "month" | "year"
  intervalCount?: number
  nickname?: string | null
}

export function makePrice(world: World, facts: PriceFacts): Stripe.Price {
  const price: Stripe.Price = {
    id: facts.id,
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: world.clock.now(),
    currency: facts.currency,
    custom_unit_amount: null,
    livemode: world.livemode,
    lookup_key: null,
    metadata: {},
    nickname: facts.nickname ?? null,
    product: facts.productId,
    recurring: {
      interval: facts.interval,
      interval_count: facts.intervalCount ?? 1,
      meter: null,
      trial_period_days: null,
      usage_type: "licensed",
    },
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: facts.unitAmount,
    unit_amount_decimal: Stripe.Decimal.from(facts.unitAmount),
  }
  world.prices.set(price.id, price)
  return price
}

/** The older form of a price, which items of subscriptions still carry. */
export const planOf = (price: Stripe.Price): Stripe.Plan => ({
  id: price.id,
  object: "plan",
  active: price.active,
  amount: price.unit_amount,
  amount_decimal: price.unit_amount_decimal,
  billing_scheme: price.billing_scheme,
  created: price.created,
  currency: price.currency,
  interval: price.recurring?.interval ?? "month",
  interval_count: price.recurring?.interval_count ?? 1,
  livemode: price.livemode,
  metadata: price.metadata,
  meter: null,
  nickname: price.nickname,
  product: price.product,
  tiers_mode: null,
  transform_usage: null,
  trial_period_days: null,
  usage_type: "licensed",
})

export type CouponFacts = { id: string; name?: string | null } & (
  | { percentOff: number }
  | { amountOff: number; currency: string }
) &
  ({ duration: "once" | "forever" } | { duration: "repeating"; months: number })

export function makeCoupon(world: World, facts: CouponFacts): Stripe.Coupon {
  const isPercent = "percentOff" in facts
  const coupon: Stripe.Coupon = {
    id: facts.id,
    object: "coupon",
    amount_off: isPercent ? null : facts.amountOff,
    created: world.clock.now(),
    currency: isPercent ? null : facts.currency,
    duration: facts.duration,
    duration_in_months: facts.duration === "repeating" ? facts.months : null,
    livemode: world.livemode,
    max_redemptions: null,
    metadata: {},
    name: facts.name ?? null,
    percent_off: isPercent ? facts.percentOff : null,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  }
  world.coupons.set(coupon.id, coupon)
  return coupon
}
