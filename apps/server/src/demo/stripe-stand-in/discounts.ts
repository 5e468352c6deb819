import type Stripe from "stripe"
import { addIntervals } from "./periods.ts"
import type { Params } from "./read-params.ts"
import { missing, refuse } from "./stripe-refusal.ts"
import { tell } from "./tell.ts"
import { idOf, newId, type World } from "./world.ts"

/** The discounts that a subscription has, in the order in which they are taken off. */
export const discountsOf = (world: World, subscription: Stripe.Subscription): Stripe.Discount[] =>
  subscription.discounts.flatMap((each) => world.discounts.get(idOf(each)) ?? [])

export function couponOf(world: World, discount: Stripe.Discount): Stripe.Coupon {
  const coupon = discount.source.coupon && world.coupons.get(idOf(discount.source.coupon))
  if (!coupon) throw new Error("A discount comes of a coupon")
  return coupon
}

/**
 * The discounts that a request asks for: kept ones by their id, new ones by a coupon. They are not put anywhere yet, so a
 * preview can ask as well. What is not named is not among them: a list replaces what was there.
 */
export const readDiscounts = (
  world: World,
  subscription: Stripe.Subscription,
  said: readonly Params[],
): Stripe.Discount[] =>
  said.map((each) => {
    each.accept(["coupon", "discount"])
    const kept = each.text("discount")
    if (kept === undefined) return newDiscount(world, subscription, each)
    const discount = discountsOf(world, subscription).find(({ id }) => id === kept)
    if (!discount) throw missing("discount", kept, each.nameOf("discount"))
    return discount
  })

function newDiscount(world: World, subscription: Stripe.Subscription, said: Params): Stripe.Discount {
  const id = said.requiredText("coupon")
  const param = said.nameOf("coupon")
  const coupon = world.coupons.get(id)
  if (!coupon) throw missing("coupon", id, param)
  if (!isValid(coupon, world.clock.now())) {
    throw refuse(`Coupon expired: ${id}`, { code: "coupon_expired", param })
  }
  if (coupon.currency !== null && coupon.currency !== subscription.currency) {
    const message = `The coupon's currency (\`${coupon.currency}\`) does not match the subscription's currency (\`${subscription.currency}\`).`
    throw refuse(message, { param })
  }
  const now = world.clock.now()
  return {
    id: newId("di"),
    object: "discount",
    checkout_session: null,
    customer: subscription.customer,
    customer_account: null,
    end: coupon.duration === "repeating" ? addIntervals(now, "month", coupon.duration_in_months ?? 1) : null,
    invoice: null,
    invoice_item: null,
    promotion_code: null,
    source: { coupon: coupon.id, type: "coupon" },
    start: now,
    subscription: subscription.id,
    subscription_item: null,
  }
}

const isValid = ({ redeem_by, max_redemptions, times_redeemed }: Stripe.Coupon, now: number) =>
  (redeem_by === null || redeem_by > now) && (max_redemptions === null || times_redeemed < max_redemptions)

/** Gives a subscription these discounts and no others, and tells of each that came and went. */
export function putDiscounts(
  world: World,
  subscription: Stripe.Subscription,
  discounts: readonly Stripe.Discount[],
): void {
  const before = discountsOf(world, subscription)
  subscription.discounts = discounts.map(({ id }) => id)
  for (const gone of before.filter((each) => !discounts.includes(each))) {
    world.discounts.delete(gone.id)
    tell(world, "customer.discount.deleted", gone)
  }
  for (const added of discounts.filter((each) => !before.includes(each))) {
    world.discounts.set(added.id, added)
    const coupon = couponOf(world, added)
    const timesRedeemed = coupon.times_redeemed + 1
    world.coupons.set(coupon.id, {
      ...coupon,
      times_redeemed: timesRedeemed,
      valid: isValid({ ...coupon, times_redeemed: timesRedeemed }, world.clock.now()),
    })
    tell(world, "customer.discount.created", added)
  }
}

/** Those that an invoice of that moment still gets. */
export const discountsAt = (discounts: readonly Stripe.Discount[], second: number): Stripe.Discount[] =>
  discounts.filter(({ end }) => end == null || end > second)

/** What each discount takes off a sum, one after the other: a percentage is one of what the ones before have left. */
export function takeOff(
  world: World,
  discounts: readonly Stripe.Discount[],
  subtotal: number,
): { discount: string; amount: number }[] {
  let left = Math.max(0, subtotal)
  return discounts.map((discount) => {
    const { percent_off, amount_off } = couponOf(world, discount)
    const amount = Math.min(
      left,
      percent_off === null ? (amount_off ?? 0) : Math.round((left * percent_off) / 100),
    )
    left -= amount
    return { discount: discount.id, amount }
  })
}
