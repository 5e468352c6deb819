import { billingIntervals, type CustomerSnapshot, formatMoney, pricePhrase } from "@holdfast/protocol"
import type { Fact } from "../parts/fact-list.tsx"
import { plainText } from "../parts/plain-text.ts"
import { calendarDate } from "../time/exact-time.ts"

/** Fields of a snapshot that stand together on one line, or are a line of their own by another name. */
const told = new Set([
  "id",
  "email",
  "created",
  "subscriptionId",
  "subscriptionStart",
  "subscriptionPeriodStart",
  "subscriptionPeriodEnd",
  "planId",
  "planPrice",
  "currency",
  "itemQuantity",
  "billingInterval",
  "billingIntervalCount",
  "onTrial",
  "trialStart",
  "trialEnd",
  "paused",
  "pauseEnd",
  "subscriptionDiscount",
  "latestDiscountExpiration",
  "customAttributes",
])

/** All that a session knows of its customer besides the id and the email; nothing for what it does not know. */
export function snapshotLines(customer: CustomerSnapshot): Fact[] {
  const { billingInterval, planPrice, currency } = customer
  const interval = billingIntervals.find((each) => each === billingInterval?.toUpperCase())
  const price = pricePhrase(
    planPrice == null ? null : { amountMinor: planPrice, currency: (currency ?? "usd").toUpperCase() },
    interval ? { interval, count: customer.billingIntervalCount ?? 1 } : null,
  )
  const lines: [string, string | null][] = [
    ["Plan", customer.planId ?? null],
    ["Price", price],
    ["Seats", customer.itemQuantity == null ? null : String(customer.itemQuantity)],
    ["Subscribed since", day(customer.subscriptionStart ?? customer.created)],
    ["Paid period", between(customer.subscriptionPeriodStart, customer.subscriptionPeriodEnd)],
    ["On trial", yesNo(customer.onTrial)],
    ["Trial", between(customer.trialStart, customer.trialEnd)],
    ["Paused at the time", customer.paused ? until("Yes", customer.pauseEnd) : yesNo(customer.paused)],
    ["Discount", discountPhrase(customer.subscriptionDiscount, currency ?? null)],
    ["Discount ends", day(customer.latestDiscountExpiration)],
  ]
  const known = lines.flatMap(([label, text]): Fact[] => (text === null ? [] : [{ label, text }]))
  const others = Object.entries(customer).filter(([field, value]) => !told.has(field) && value != null)
  const own = Object.entries(customer.customAttributes ?? {})
  return [
    ...known,
    ...[...others, ...own].map(([label, value]) => ({ label, text: plainText(value), isOwn: true })),
  ]
}

const yesNo = (flag: boolean | null | undefined) => (flag == null ? null : flag ? "Yes" : "No")

const day = (time: string | null | undefined) => (time ? calendarDate(time) : null)

function between(start: string | null | undefined, end: string | null | undefined): string | null {
  const [from, to] = [day(start), day(end)]
  if (from && to) return `${from} to ${to}`
  if (to) return `until ${to}`
  return from && `from ${from}`
}

const until = (word: string, end: string | null | undefined) =>
  day(end) ? `${word}, until ${day(end)}` : word

/** `15% off for 12 months (WELCOME15)`; whatever else it is, as it came. */
function discountPhrase(
  discount: Record<string, unknown> | null | undefined,
  currency: string | null,
): string | null {
  if (!discount) return null
  const coupon = discount.coupon
  if (typeof coupon !== "object" || coupon === null) return plainText(discount)
  const { id, couponType, couponAmount, couponDuration } = coupon as Record<string, unknown>
  if (typeof couponAmount !== "number") return plainText(discount)
  const amount =
    couponType === "AMOUNT"
      ? formatMoney(couponAmount, (currency ?? "usd").toUpperCase())
      : `${couponAmount}%`
  const lasts = typeof couponDuration === "number" ? ` for ${couponDuration} months` : ""
  return `${amount} off${lasts}${typeof id === "string" ? ` (coupon ${id})` : ""}`
}
