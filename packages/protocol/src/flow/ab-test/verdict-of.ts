import { verdictAlpha } from "./sample-size.ts"
import { type DifferenceInterval, newcombeInterval } from "./share.ts"
import { soFarInterval } from "./so-far-interval.ts"
import { checkSplit, type SplitCheck } from "./split-check.ts"

/** What is known of one arm. */
export interface ArmCounts {
  /** Customers who came into the arm. */
  exposed: number
  /** Those of them who have an outcome: one a customer. */
  customers: number
  /** Those of these who did not cancel. */
  saved: number
}

export interface AbTestCounts {
  control: ArmCounts
  variant: ArmCounts
}

/** What of the plan a verdict depends on; fixed before the start. */
export interface AbTestTerms {
  /** The planned sample. */
  customersPerArm: number
  /** 0.95 allows 5 false verdicts in 100 tests of arms that do not differ. */
  confidence: number
}

/** How far a test is: `running` while it takes outcomes, then `early` where a person ended it, `planned` where its time did. */
export type AbTestEnd = "running" | "early" | "planned"

/** Customers an arm, and customers of either outcome an arm, below which nothing is said. */
export const leastCustomers = 30
export const leastOfEither = 5

/** Why a test says nothing. */
export type NoVerdict =
  | { reason: "running" }
  | { reason: "uneven_split"; split: SplitCheck }
  | { reason: "too_few_customers" }
  | { reason: "too_few_outcomes" }

declare const sound: unique symbol
/** An interval around counts that a verdict may rest on, and so the only one that a verdict takes; `soundInterval` makes it. */
type SoundInterval = DifferenceInterval & { readonly [sound]: true }

/** What a test says of its arms. A verdict without its conditions cannot be written down. */
export type AbTestVerdict =
  | { kind: "none"; why: NoVerdict }
  | { kind: "variant_better" | "variant_worse"; interval: SoundInterval }
  /** `isClose`: the interval that is shown leaves out zero, but not by enough for a test that may be looked at daily. */
  | { kind: "no_difference"; interval: SoundInterval; isClose: boolean }

/**
 * The difference that is shown, and which interval it has: the always-valid one while the test runs and where it was
 * ended early, Newcombe's at its planned end.
 * @returns null while an arm has no outcome
 */
export function differenceOf(
  counts: AbTestCounts,
  terms: AbTestTerms,
  end: AbTestEnd,
): ({ isFinal: boolean } & DifferenceInterval) | null {
  if (counts.control.customers === 0 || counts.variant.customers === 0) return null
  return { isFinal: end === "planned", ...shownInterval(counts, terms, end) }
}

/**
 * The verdict: none while the test runs, and none under 30 customers with an outcome an arm, where an arm has fewer than
 * 5 of either outcome, or where the split is unlikely to be even. At the planned end Newcombe's interval decides, at the
 * level that is kept for it (`verdictAlpha`); ended early, the always-valid one.
 */
export function verdictOf(counts: AbTestCounts, terms: AbTestTerms, end: AbTestEnd): AbTestVerdict {
  const interval = soundInterval(counts, shownInterval(counts, terms, end))
  if ("reason" in interval) return { kind: "none", why: interval }
  if (end === "running") return { kind: "none", why: { reason: "running" } }
  const deciding = end === "early" ? interval : newcombe(counts, 1 - verdictAlpha(terms.confidence))
  if (deciding.low > 0) return { kind: "variant_better", interval }
  if (deciding.high < 0) return { kind: "variant_worse", interval }
  return { kind: "no_difference", interval, isClose: interval.low > 0 || interval.high < 0 }
}

/** What keeps these counts from a verdict, whatever the test has come to; null where nothing does. */
export function hindranceOf({ control, variant }: AbTestCounts): NoVerdict | null {
  const split = checkSplit(control.exposed, variant.exposed)
  if (split.isUneven) return { reason: "uneven_split", split }
  const arms = [control, variant]
  if (arms.some(({ customers }) => customers < leastCustomers)) return { reason: "too_few_customers" }
  const hasFew = ({ customers, saved }: ArmCounts) => Math.min(saved, customers - saved) < leastOfEither
  return arms.some(hasFew) ? { reason: "too_few_outcomes" } : null
}

const soundInterval = (counts: AbTestCounts, interval: DifferenceInterval): SoundInterval | NoVerdict =>
  hindranceOf(counts) ?? (interval as SoundInterval)

function shownInterval(counts: AbTestCounts, terms: AbTestTerms, end: AbTestEnd): DifferenceInterval {
  if (end === "planned") return newcombe(counts, terms.confidence)
  const { control, variant } = counts
  return soFarInterval(shareOf(variant), shareOf(control), terms.customersPerArm, terms.confidence)
}

const newcombe = ({ control, variant }: AbTestCounts, confidence: number) =>
  newcombeInterval(shareOf(variant), shareOf(control), confidence)

const shareOf = ({ saved, customers }: ArmCounts) => ({ count: saved, of: customers })
