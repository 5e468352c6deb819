import type { BillingInterval, StreamRow } from "@holdfast/protocol"

const units: Record<BillingInterval, string> = { DAY: "day", WEEK: "week", MONTH: "month", YEAR: "year" }
const adverbs: Record<BillingInterval, string> = {
  DAY: "Billed daily",
  WEEK: "Billed weekly",
  MONTH: "Billed monthly",
  YEAR: "Billed yearly",
}

/**
 * Minor units as money, with the currency's own number of digits (none for yen). A currency code that does not
 * exist is printed as it came, cut to a word, with two
 * digits.
 */
export function formatMoney(amountMinor: number, currency: string): string {
  try {
    const format = new Intl.NumberFormat("en-US", { style: "currency", currency })
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2
    return format.format(amountMinor / 10 ** digits)
  } catch {
    const plain = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    return `${plain.format(amountMinor / 100)} ${nameOf(currency)}`.trim()
  }
}

/** Letters and digits of a made-up currency, as many as a price has room for. */
function nameOf(currency: string): string {
  return currency.replace(/[^\p{L}\p{N} ]/gu, "").slice(0, 12)
}

/** `$29.00 / month`, `$29.00 every 3 months`, `$29.00`, `Billed monthly`; null where neither is known. */
export function pricePhrase(price: StreamRow["price"], billing: StreamRow["billing"]): string | null {
  const money =
    price && Number.isFinite(price.amountMinor) ? formatMoney(price.amountMinor, price.currency) : null
  if (!billing) return money
  if (billing.count > 1) {
    const every = `every ${billing.count} ${units[billing.interval]}s`
    return money ? `${money} ${every}` : `Billed ${every}`
  }
  return money ? `${money} / ${units[billing.interval]}` : adverbs[billing.interval]
}
