import { formatMoney, majorUnits } from "../money.ts"
import { type Rate, smallSample } from "./insights-api.ts"

/** Figures as a page and a mail say them. */

const digits = new Intl.NumberFormat("en-US")

/** A number with one digit behind the point. */
export const tenths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** `48.7%`; null where nothing can be said. */
export const percent = (rate: number | null): string | null =>
  rate === null || !Number.isFinite(rate) ? null : `${tenths.format(rate * 100)}%`

/** `45.9–51.5%`. */
export const intervalPhrase = ({ low, high }: Pick<Rate, "low" | "high">): string | null =>
  low === null || high === null ? null : `${tenths.format(low * 100)}–${tenths.format(high * 100)}%`

export const isFew = (of: number): boolean => of < smallSample

/** Why a figure is grey; null where it is not. */
export const fewWords = (of: number): string | null =>
  of > 0 && isFew(of) ? `Only ${sessionsPhrase(of)}: too few to tell.` : null

export const sessionsPhrase = (count: number): string =>
  `${digits.format(count)} ${count === 1 ? "session" : "sessions"}`

/** How far a figure moved, `▲ 4.0%` or `▼ 2.1 pt`; null where nothing is known to have been before. */
export interface Moved {
  text: string
  /** The same for the ear. */
  says: string
}

export function movedRate(now: Rate, before: Rate | null | undefined): Moved | null {
  if (!before || before.rate === null || now.rate === null) return null
  return movedBy((now.rate - before.rate) * 100, "pt", "points", percent(before.rate) ?? "")
}

export function movedCount(now: number, before: number | null | undefined): Moved | null {
  if (before === null || before === undefined || before === 0) return null
  return movedBy(((now - before) / before) * 100, "%", "percent", digits.format(before))
}

function movedBy(by: number, unit: "%" | "pt", units: string, before: string): Moved {
  const far = tenths.format(Math.abs(by))
  if (far === "0.0") return { text: "= unchanged", says: `as before, ${before}` }
  const text = `${by > 0 ? "▲" : "▼"} ${far}${unit === "%" ? "%" : " pt"}`
  return { text, says: `${by > 0 ? "up" : "down"} ${far} ${units} from ${before}` }
}

/** Monthly value as the page says it: without cents from a hundred on, where they say nothing. */
export function monthlyMoney(minor: number, currency: string): string {
  const exact = formatMoney(minor, currency)
  if (Math.abs(majorUnits(minor, currency)) < 100) return exact
  try {
    return new Intl.NumberFormat("en-US", { style: "currency", currency, maximumFractionDigits: 0 }).format(
      majorUnits(minor, currency),
    )
  } catch {
    return exact
  }
}
