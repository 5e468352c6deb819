import { formatMoney } from "@holdfast/protocol"
import { type MonthlyValue, type Rate, smallSample } from "@holdfast/protocol/dashboard"
import { countWords } from "../../../exports/size-words.ts"

const tenths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** `48.7%`; null where nothing can be said. */
export const percent = (rate: number | null): string | null =>
  rate === null || !Number.isFinite(rate) ? null : `${tenths.format(rate * 100)}%`

/** `45.9% to 51.5%`. */
export const intervalWords = ({ low, high }: { low: number | null; high: number | null }): string | null =>
  low === null || high === null ? null : `${percent(low)} to ${percent(high)}`

/** `12 of 40 (30.0%)`. */
export const shareWords = ({ count, of, rate }: Rate): string | null =>
  rate === null ? null : `${countWords(count, "").trim()} of ${countWords(of, "").trim()} (${percent(rate)})`

/** A part of a change in points: `+1.2 pt`, `−0.4 pt`, `0.0 pt`. */
export function pointsWords(part: number): string {
  const size = tenths.format(Math.abs(part * 100))
  return `${size === "0.0" ? "" : part < 0 ? "−" : "+"}${size} pt`
}

/** The size of a change in a sentence: `2.1 points`, `1.0 point`. */
export function sizeOfChange(part: number): string {
  const size = tenths.format(Math.abs(part * 100))
  return size === "1.0" ? "1 point" : `${size} points`
}

export const isFew = ({ of }: Pick<Rate, "of">): boolean => of < smallSample

/** `▲ 2.1 pt`; null where there is nothing to compare, or too little. */
export function changeWords(now: Rate, before: Rate | null): string | null {
  if (!before || now.rate === null || before.rate === null || isFew(now) || isFew(before)) return null
  const size = tenths.format(Math.abs(now.rate - before.rate) * 100)
  if (size === "0.0") return "0.0 pt"
  return `${now.rate > before.rate ? "▲" : "▼"} ${size} pt`
}

/** Currencies are never added up: `$9,410.00 · €2,120.00`. Null where there is none. */
export const moneyWords = (amounts: readonly { currency: string; minor: number }[]): string | null =>
  amounts.length === 0
    ? null
    : amounts.map(({ currency, minor }) => formatMoney(minor, currency.toUpperCase())).join(" · ")

/** As a program reads it, a currency with its minor units each: `usd 941000; eur 212000`. */
export const moneyCell = (amounts: readonly { currency: string; minor: number }[]): string =>
  amounts.map(({ currency, minor }) => `${currency} ${minor}`).join("; ")

/** What of the monthly value was kept, or lost. What is nothing is left out. */
export const valuesOf = (value: readonly MonthlyValue[], side: "kept" | "lost") =>
  value.flatMap((each) => (each[side] === 0 ? [] : [{ currency: each.currency, minor: each[side] }]))

/** Why a chart of so many sessions is read with care; null where there are enough. */
export const fewWords = (sessions: number): string | null =>
  sessions < smallSample ? `Only ${countWords(sessions, "session")}: too few to tell.` : null
