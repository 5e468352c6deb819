import type { CustomerSnapshot } from "@holdfast/protocol"
import type { Coupon } from "@holdfast/protocol/flow"
import type { Language, WordKey } from "../words/index.ts"
import { money } from "./format.ts"

const unitWords: Record<string, WordKey> = { DAY: "day", WEEK: "week", MONTH: "month", YEAR: "year" }

/** "$29 / month"; null where the currency or the interval is unknown, so that no price is half said. */
export function priceEach(
  minor: number,
  currency: string | null | undefined,
  interval: string | null | undefined,
  { words, locale }: Pick<Language, "words" | "locale">,
): string | null {
  const price = money(minor, currency, locale)
  const unit = unitWords[interval?.toUpperCase() ?? ""]
  return price && unit ? `${price} / ${words[unit]}` : null
}

/** A coupon of three months says nothing certain about the invoice of a year. */
const coversPeriod = (months: number | null, interval: string | null | undefined) =>
  months === null || interval?.toUpperCase() !== "YEAR" || months >= 12

/**
 * What the customer pays with a coupon, and what they pay now. Null where we do not know their price, where a
 * period spans several intervals or outlasts the coupon, or where the coupon is in another currency.
 */
export function discounted(
  coupon: Omit<Coupon, "id">,
  customer: CustomerSnapshot | null,
): { before: number; after: number } | null {
  const { planPrice, currency, billingIntervalCount = 1, itemQuantity = 1 } = customer ?? {}
  if (typeof planPrice !== "number" || planPrice <= 0) return null
  if ((billingIntervalCount ?? 1) !== 1 || (itemQuantity ?? 1) !== 1) return null
  if (!coversPeriod(coupon.couponDuration, customer?.billingInterval)) return null
  if (coupon.couponType === "PERCENT") {
    return { before: planPrice, after: Math.round(planPrice * (1 - coupon.couponAmount / 100)) }
  }
  const isSameMoney = coupon.currency?.toLowerCase() === currency?.toLowerCase()
  return isSameMoney ? { before: planPrice, after: Math.max(0, planPrice - coupon.couponAmount) } : null
}
