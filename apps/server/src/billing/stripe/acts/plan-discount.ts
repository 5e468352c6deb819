import type Stripe from "stripe"
import { idOf } from "../id-of.ts"
import { markedWith } from "../marks.ts"
import { refused } from "../own-subscription.ts"
import { isMissing } from "../stripe-errors.ts"
import { applied, type Plan, refusalOfEnding, refusalOfSchedule } from "./plan.ts"

const gone = () => refused("This discount is not available any more.")

/** A coupon, beside the discounts that are there: a list that is sent takes the place of the whole list. */
export async function planDiscount(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  couponId: string,
): Promise<Plan> {
  const refusal = refusalOfEnding(subscription) ?? refusalOfSchedule(subscription)
  if (refusal) return refusal
  const coupon = await findCoupon(stripe, couponId)
  if (!coupon?.valid) return gone()
  const { currency, items } = subscription
  if (!isIn(coupon, currency))
    return refused(`This discount cannot be given in ${currency.toUpperCase()}, in which you are billed.`)
  const products = coupon.applies_to?.products
  if (products && !items.data.some(({ price }) => products.includes(idOf(price.product))))
    return refused("This discount is not for your plan.")
  const kept = keptDiscounts(subscription)
  if (kept.some((discount) => couponOf(discount) === couponId))
    return refused("You have this discount already.")
  const discounts = [...kept.map((discount) => ({ discount: idOf(discount) })), { coupon: couponId }]
  return {
    kind: "planned",
    send: async (id, once) => {
      const change = { discounts, metadata: markedWith(subscription, id) }
      await once("", (options) => stripe.subscriptions.update(subscription.id, change, options))
      return applied
    },
    effects: {
      invoice: { subscription: subscription.id, discounts },
      chargedAt: null,
      accessUntil: null,
    },
  }
}

/** Those of the subscription. Where it has none, its customer's counts, and a list of its own would end that. */
function keptDiscounts({ discounts, customer }: Stripe.Subscription): (string | Stripe.Discount)[] {
  if (discounts.length > 0) return discounts
  return typeof customer === "object" && !customer.deleted && customer.discount ? [customer.discount] : []
}

const couponOf = (discount: string | Stripe.Discount): string | null => {
  const coupon = typeof discount === "string" ? null : discount.source.coupon
  return coupon === null ? null : idOf(coupon)
}

const isIn = ({ amount_off, currency, currency_options }: Stripe.Coupon, wanted: string): boolean =>
  amount_off === null || currency === wanted || Object.hasOwn(currency_options ?? {}, wanted)

async function findCoupon(stripe: Stripe, id: string): Promise<Stripe.Coupon | null> {
  try {
    return await stripe.coupons.retrieve(id, { expand: ["applies_to", "currency_options"] })
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
