import { formatMoney } from "@holdfast/protocol"
import type Stripe from "stripe"
import type { NamedTerms, OfferTerm } from "../billing-system.ts"

/** Who has more than that types an id. */
const most = 500

/** The coupons or prices that an offer can name, the newest first, as people tell them apart. */
export async function listTerms(stripe: Stripe, kind: keyof NamedTerms): Promise<OfferTerm[]> {
  const page = { limit: 100 }
  if (kind === "coupons") {
    const coupons = await stripe.coupons.list(page).autoPagingToArray({ limit: most })
    return coupons
      .filter(({ valid }) => valid)
      .map((coupon) => ({ id: coupon.id, words: couponWords(coupon) }))
  }
  const prices = await stripe.prices
    .list({ ...page, active: true, type: "recurring", expand: ["data.product"] })
    .autoPagingToArray({ limit: most })
  return prices.map((price) => ({ id: price.id, words: priceWords(price) }))
}

/** "Welcome back: 20% off, 3 months" */
function couponWords({
  name,
  percent_off,
  amount_off,
  currency,
  duration,
  duration_in_months,
}: Stripe.Coupon) {
  const off = percent_off === null ? money(amount_off, currency) : `${percent_off}%`
  const months = duration_in_months === 1 ? "1 month" : `${duration_in_months} months`
  const lasting = duration === "repeating" ? months : duration === "once" ? "once" : "for good"
  return `${name ? `${name}: ` : ""}${off} off, ${lasting}`
}

/** "Pro: $29.00 a month" */
function priceWords({ nickname, product, unit_amount, currency, recurring }: Stripe.Price): string {
  const named = typeof product === "object" && !product.deleted ? product.name : null
  const name = [named, nickname].filter(Boolean).join(", ")
  const { interval = "month", interval_count = 1 } = recurring ?? {}
  const every = interval_count === 1 ? `a ${interval}` : `every ${interval_count} ${interval}s`
  const amount = unit_amount === null ? "by use" : money(unit_amount, currency)
  return `${name ? `${name}: ` : ""}${amount} ${every}`
}

const money = (minor: number | null, currency: string | null) =>
  minor === null || currency === null ? "an amount" : formatMoney(minor, currency)
