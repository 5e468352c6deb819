import type { Market } from "./markets.ts"
import type { Prng } from "./prng.ts"

/** When people open cancel flows: working days and evenings, more in January, a little more every year. */

export const dayMs = 24 * 60 * 60 * 1000
const hourMs = dayMs / 24
const yearDays = 365.25

/** Sunday first. */
const byWeekday = [0.62, 1.22, 1.2, 1.1, 1.05, 0.95, 0.6]
const byMonth = [1.3, 1.05, 1, 1, 0.97, 0.95, 0.86, 0.84, 1.04, 1.02, 1, 0.93]
/** Local hours. */
const byHour = [
  0.5, 0.3, 0.2, 0.15, 0.15, 0.25, 0.6, 1.2, 2, 2.8, 3, 2.7, 2.4, 2.3, 2.5, 2.5, 2.4, 2.3, 2.2, 2.4, 2.6, 2.3,
  1.6, 0.9,
]

export const startOfDay = (time: number) => Math.floor(time / dayMs) * dayMs

/**
 * How busy each day from `from` to `until` is, as a running share: the last is 1. Days are UTC.
 * @param busyAt how many times as busy as usual a day is
 */
export function busyShares(from: number, until: number, busyAt: (day: number) => number = () => 1): number[] {
  const weights: number[] = []
  for (let day = startOfDay(from); day < until; day += dayMs) {
    const date = new Date(day)
    const covered = (Math.min(day + dayMs, until) - Math.max(day, from)) / dayMs
    const yearsIn = (day - from) / (yearDays * dayMs)
    const weekday = byWeekday[date.getUTCDay()] ?? 1
    const month = byMonth[date.getUTCMonth()] ?? 1
    weights.push(covered * weekday * month * (1 + 0.22 * Math.max(0, yearsIn)) * busyAt(day))
  }
  const sum = weights.reduce((total, weight) => total + weight, 0)
  let running = 0
  return weights.map((weight) => {
    running += weight
    return running / sum
  })
}

/**
 * A time within the UTC day that begins at `day`, by the customer's own clock. Where the day is cut by `from`
 * or `until`, a time between them. Epoch milliseconds.
 */
export function timeWithin(day: number, from: number, until: number, market: Market, chance: Prng): number {
  const hour = (chance.weighted(byHour) - market.utcOffset + 24) % 24
  const time = Math.floor(day + (hour + chance.next()) * hourMs)
  if (time >= from && time < until) return time
  const low = Math.max(day, from)
  const high = Math.min(day + dayMs, until)
  return Math.min(high - 1, Math.floor(low + chance.next() * (high - low)))
}
