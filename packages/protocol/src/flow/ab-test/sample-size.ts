import { normalQuantile } from "./normal.ts"

/** How likely a test is to show the smallest effect worth having, where there is one of that size. */
export const abTestPower = 0.8

/**
 * How many customers each of two arms needs to tell two rates apart. J. L. Fleiss, B. Levin, M. C. Paik, Statistical
 * Methods for Rates and Proportions (2003), 4.14, without correction for continuity; rounded up.
 * @param alpha how often chance alone may be taken for a difference, to either side
 * @param power how often the difference is to be found
 */
export function customersToTellApart(p: number, q: number, alpha: number, power: number): number {
  const mean = (p + q) / 2
  const byChance = normalQuantile(1 - alpha / 2) * Math.sqrt(2 * mean * (1 - mean))
  const byEffect = normalQuantile(power) * Math.sqrt(p * (1 - p) + q * (1 - q))
  return Math.ceil(((byChance + byEffect) / (p - q)) ** 2)
}

/** What the length of a test is reckoned from. */
export interface SampleSizeQuestion {
  /** The save rate as it is now, a fraction. */
  baselineRate: number
  /** The smallest difference worth having, a fraction of all customers: 0.05 is 5 points. */
  smallestEffect: number
  /** 0.95 allows 5 false verdicts in 100 tests of arms that do not differ. */
  confidence: number
}

/**
 * Customers an arm, so that the verdict at the end finds the smallest effect 80 times in 100. The effect may go either
 * way; the way that needs more customers decides. A rate of none or all counts as one of 0.1 % from it.
 * @returns null where neither way is possible: a baseline of 40 % cannot rise by 70 points
 */
export function customersPerArm({
  baselineRate,
  smallestEffect,
  confidence,
}: SampleSizeQuestion): number | null {
  const start = Math.min(0.999, Math.max(0.001, baselineRate))
  const sizes = [start + smallestEffect, start - smallestEffect]
    .filter((rate) => rate > 0 && rate < 1 && smallestEffect > 0)
    .map((rate) => customersToTellApart(start, rate, verdictAlpha(confidence), abTestPower))
  return sizes.length === 0 ? null : Math.max(...sizes)
}

/**
 * What of the false verdicts that a confidence allows is kept for the end; the rest is spent by those who look while the
 * test runs (`soFarAlpha`). Whoever does both is wrong no more often than the confidence says (Bonferroni).
 */
export const verdictAlpha = (confidence: number): number => 0.8 * (1 - confidence)

/** What is spent while the test runs, however often it is looked at. */
export const soFarAlpha = (confidence: number): number => 0.2 * (1 - confidence)

/**
 * How many weeks both arms take to fill, begun weeks counted whole.
 * @param customersPerWeek who enter the segment's flow, both arms together
 * @returns null where nobody comes
 */
export const weeksToFill = (perArm: number, customersPerWeek: number): number | null =>
  customersPerWeek > 0 ? Math.ceil((2 * perArm) / customersPerWeek) : null
