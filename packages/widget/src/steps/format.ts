import { minorDigits } from "@holdfast/protocol"

/** Readable amounts, lengths and dates in the customer's language. */

/** Minor units (2500) as money ("$25.00"); whole amounts without the zeros. Null where the currency is unknown. */
export function money(minor: number, currency: string | null | undefined, locale: string): string | null {
  try {
    const digits = minorDigits(currency ?? "")
    const format = {
      style: "currency",
      currency: currency ?? "",
      // what it is billed with, which is not always what the language usually shows
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      trailingZeroDisplay: "stripIfInteger",
    } as const
    return new Intl.NumberFormat(locale, format).format(minor / 10 ** digits)
  } catch {
    return null
  }
}

/** "3 months", "14 Tage": the plural is the language's own. */
export function span(count: number, unit: "day" | "week" | "month" | "year", locale: string): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count)
}

/** "25 %" the way the language writes it. */
export function percent(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value / 100)
}

/** "23 November 2026" in the customer's own time zone. */
export function longDate(date: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(date)
}

/** The same day some weeks or months on; the last day of the month where the month is shorter. */
export function datePlus(from: Date, count: number, unit: "day" | "week" | "month"): Date {
  const date = new Date(from)
  if (unit === "month") {
    date.setMonth(date.getMonth() + count)
    // Beyond a shorter month's end: the day before the first.
    if (date.getDate() !== from.getDate()) date.setDate(0)
  } else {
    date.setDate(date.getDate() + count * (unit === "week" ? 7 : 1))
  }
  return date
}
