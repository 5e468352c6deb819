import { type BillingInterval, billingIntervals } from "./words.ts"

/** How often is billed: every `count` intervals. */
export interface BillingPeriod {
  interval: BillingInterval
  count: number
}

const names: Readonly<Record<string, readonly [BillingInterval, number]>> = {
  DAILY: ["DAY", 1],
  WEEKLY: ["WEEK", 1],
  BIWEEKLY: ["WEEK", 2],
  FORTNIGHT: ["WEEK", 2],
  FORTNIGHTLY: ["WEEK", 2],
  MONTHLY: ["MONTH", 1],
  QUARTER: ["MONTH", 3],
  QUARTERLY: ["MONTH", 3],
  SEMIANNUAL: ["MONTH", 6],
  SEMIANNUALLY: ["MONTH", 6],
  BIANNUAL: ["MONTH", 6],
  BIANNUALLY: ["MONTH", 6],
  HALFYEAR: ["MONTH", 6],
  HALFYEARLY: ["MONTH", 6],
  ANNUAL: ["YEAR", 1],
  ANNUALLY: ["YEAR", 1],
  ANNUM: ["YEAR", 1],
  YEARLY: ["YEAR", 1],
  BIENNIAL: ["YEAR", 2],
}

/** Periods of ISO 8601 in one unit, `P3M`. */
const isoUnits: Readonly<Record<string, BillingInterval>> = { D: "DAY", W: "WEEK", M: "MONTH", Y: "YEAR" }

/**
 * Reads how often a subscription is billed, as billing systems and people write it: `month`, `QUARTERLY`, `3 months`,
 * `every 2 weeks`, `P3M`.
 * @returns null for what is no such period
 */
export function readBillingPeriod(text: string): BillingPeriod | null {
  const word = text.trim().toUpperCase()
  const named = names[word.replace(/[\s_-]/g, "")]
  if (named) return { interval: named[0], count: named[1] }
  const [, iso, unit = ""] = /^P(\d{1,4})([DWMY])$/.exec(word) ?? []
  if (iso !== undefined) return periodOf(isoUnits[unit], Number(iso))
  const [, count = "1", name = ""] = /^(?:EVERY[\s_-]+)?(?:(\d{1,4})[\s_-]*)?([A-Z]+?)S?$/.exec(word) ?? []
  return periodOf(
    billingIntervals.find((interval) => interval === name),
    Number(count),
  )
}

const periodOf = (interval: BillingInterval | undefined, count: number): BillingPeriod | null =>
  interval && count > 0 ? { interval, count } : null
