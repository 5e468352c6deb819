import type { BillingInterval } from "@holdfast/protocol"

export interface PlanPrice {
  priceMinor: number
  /** ISO 4217, in any case. */
  currency: string
  interval: BillingInterval | null
  intervalCount: number | null
}

/** A plan as a person reads it: `$29.00 / month`, `€90.00 / 3 months`. */
export function describePlan({ priceMinor, currency, interval, intervalCount }: PlanPrice): string {
  const price = formatMinor(priceMinor, currency.toUpperCase())
  if (!interval) return price
  const unit = interval.toLowerCase()
  return intervalCount === null || intervalCount === 1
    ? `${price} / ${unit}`
    : `${price} / ${intervalCount} ${unit}s`
}

function formatMinor(minor: number, currency: string): string {
  try {
    const format = new Intl.NumberFormat("en-US", { style: "currency", currency })
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
  } catch {
    // a code that is none of ISO 4217's form; clients send what they like
    return `${(minor / 100).toFixed(2)} ${currency}`
  }
}
