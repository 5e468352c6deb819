import { minorDigits } from "./minor-digits.ts"
import type { BillingInterval } from "./words.ts"

/** In minor units of one currency. */
export interface Price {
  amountMinor: number
  currency: string
}

/** How often a subscription is billed: every `count` intervals. */
export interface Billing {
  interval: BillingInterval
  count: number
}

const units: Record<BillingInterval, string> = { DAY: "day", WEEK: "week", MONTH: "month", YEAR: "year" }
const adverbs: Record<BillingInterval, string> = {
  DAY: "Billed daily",
  WEEK: "Billed weekly",
  MONTH: "Billed monthly",
  YEAR: "Billed yearly",
}

/** Dollars of cents; yen are what they are. */
export const majorUnits = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency)

/**
 * Minor units as money: `$29.00`, `¥2,900`. A currency code that does not exist is printed as it came, cut to a word.
 */
export function formatMoney(amountMinor: number, currency: string): string {
  const amount = majorUnits(amountMinor, currency)
  // Intl shows forints and rupiah without the digits that they are billed with
  const digits = fractionDigits(minorDigits(currency))
  try {
    return new Intl.NumberFormat("en-US", { style: "currency", currency, ...digits }).format(amount)
  } catch {
    const plain = new Intl.NumberFormat("en-US", digits)
    return `${plain.format(amount)} ${nameOf(currency)}`.trim()
  }
}

/** Letters and digits of a made-up currency, as many as a price has room for. */
function nameOf(currency: string): string {
  return currency.replace(/[^\p{L}\p{N} ]/gu, "").slice(0, 12)
}

/** `$29.00 / month`, `$29.00 every 3 months`, `$29.00`, `Billed monthly`; null where neither is known. */
export function pricePhrase(price: Price | null, billing: Billing | null): string | null {
  const money =
    price && Number.isFinite(price.amountMinor) ? formatMoney(price.amountMinor, price.currency) : null
  if (!billing) return money
  if (billing.count > 1) {
    const every = `every ${billing.count} ${units[billing.interval]}s`
    return money ? `${money} ${every}` : `Billed ${every}`
  }
  return money ? `${money} / ${units[billing.interval]}` : adverbs[billing.interval]
}

const fractionDigits = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits })
