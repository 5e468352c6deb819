import type { MonthlyValue, Rate } from "@holdfast/protocol/dashboard"
import { digits } from "../../../parts/digits.ts"
import { isFew, money, percent, tenths } from "../figure-words.ts"

/** `12 of 40 (30.0%)`. */
export const shareWords = ({ count, of, rate }: Rate): string | null =>
  rate === null ? null : `${digits.format(count)} of ${digits.format(of)} (${percent(rate)})`

/** A part of a change in points: `+1.2 pt`, `−0.4 pt`, `0.0 pt`. */
export function pointsWords(part: number): string {
  const size = tenths.format(Math.abs(part * 100))
  return `${size === "0.0" ? "" : part < 0 ? "−" : "+"}${size} pt`
}

/** The size of a change in a sentence: `2.1 points`, `1 point`. */
export function sizeOfChange(part: number): string {
  const size = tenths.format(Math.abs(part * 100))
  return size === "1.0" ? "1 point" : `${size} points`
}

/** `▲ 2.1 pt`; null where there is nothing to compare, or too little. */
export function changeWords(now: Rate, before: Rate | null): string | null {
  if (!before || now.rate === null || before.rate === null || isFew(now.of) || isFew(before.of)) return null
  const size = tenths.format(Math.abs(now.rate - before.rate) * 100)
  if (size === "0.0") return "0.0 pt"
  return `${now.rate > before.rate ? "▲" : "▼"} ${size} pt`
}

/** Currencies are never added up: `$9,410 · €2,120`. Null where there is none. */
export const moneyWords = (amounts: readonly { currency: string; minor: number }[]): string | null =>
  amounts.length === 0
    ? null
    : amounts.map(({ currency, minor }) => money(minor, currency.toUpperCase())).join(" · ")

/** As a program reads it, a currency with its minor units each: `usd 941000; eur 212000`. */
export const moneyCell = (amounts: readonly { currency: string; minor: number }[]): string =>
  amounts.map(({ currency, minor }) => `${currency} ${minor}`).join("; ")

/** What of the monthly value was kept, or lost. What is nothing is left out. */
export const valuesOf = (value: readonly MonthlyValue[], side: "kept" | "lost") =>
  value.flatMap((each) => (each[side] === 0 ? [] : [{ currency: each.currency, minor: each[side] }]))
