import { formatMoney, type Price } from "@holdfast/protocol"
import type { CustomerBilling, CustomerSubscription } from "@holdfast/protocol/dashboard"
import { countWords } from "../exports/size-words.ts"
import { calendarDate } from "../time/exact-time.ts"

/** `Ended at Stripe on 3 March 2026, outside the flow`. */
export function standingLine(subscription: CustomerSubscription): string {
  const { toldBy, status, endsAt, resumesAt, endedBy, isOutsideFlow } = subscription
  const where = toldBy === "stripe" ? "at Stripe" : "in your billing"
  const outside = isOutsideFlow ? ", outside the flow" : ""
  const end = endsAt ? calendarDate(endsAt) : null
  const on = end ? ` on ${end}` : ""
  if (status === "ended") return `Ended ${where}${on}${whyEnded(endedBy)}${outside}`
  if (status === "paused") {
    const until = resumesAt ? calendarDate(resumesAt) : null
    return `Paused ${where}${until ? ` until ${until}` : ""}${outside}`
  }
  const now = { active: "Active", trial: "In its trial", unpaid: "Not paid" }[status]
  return endsAt ? `${now} ${where}, ends${on}${whyEnded(endedBy)}${outside}` : `${now} ${where}`
}

const whyEnded = (endedBy: CustomerSubscription["endedBy"]): string => {
  if (endedBy === "unpaid") return ", since it was not paid"
  return endedBy === "disputed" ? ", since a payment was disputed" : ""
}

/** `Paid 3 invoices since the save, $87.00`. */
export function sinceSaveLine({
  invoices,
  paid,
  refunded,
}: NonNullable<CustomerBilling["sinceSave"]>): string {
  const back = refunded.length > 0 ? `; ${moneyOf(refunded)} refunded` : ""
  return invoices === 0
    ? `Paid no invoice since the save${back}`
    : `Paid ${countWords(invoices, "invoice")} since the save, ${moneyOf(paid)}${back}`
}

/** Currencies are never added up. */
const moneyOf = (amounts: readonly Price[]): string =>
  amounts.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency)).join(" and ")
