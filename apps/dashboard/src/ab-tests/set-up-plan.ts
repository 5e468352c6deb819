import { type AbTestBasis, abTestLimits, type NewAbTest } from "@holdfast/protocol/dashboard"
import { customersPerArm, weeksToFill } from "@holdfast/protocol/flow"
import { countWords } from "../exports/size-words.ts"

/** What stands in the fields of the set-up, as it was typed: rates in percent, the effect in points. */
export interface SetUpFields {
  name: string
  baseline: string
  effect: string
  confidence: string
  enrolment: string
  tracking: string
}

/** A plan that can be sent, with the sample that it needs, or what is wrong, by field. */
export type SetUpReading =
  | (Sample & { plan: Omit<NewAbTest, "segmentId">; faults: null })
  | (Sample & { plan: null; faults: Partial<Record<keyof SetUpFields, string>> })

/** What the length is told from: each is known as soon as its own fields are. */
interface Sample {
  perArm: number | null
  enrolmentDays: number | null
}

/** Reads what was typed. */
export function readSetUp(fields: SetUpFields): SetUpReading {
  const { enrolmentDays, trackingDays, confidence, baselineRate, smallestEffect } = abTestLimits
  const rates = {
    baselineRate: numberWithin(fields.baseline, baselineRate, 100),
    smallestEffect: numberWithin(fields.effect, smallestEffect, 100),
    confidence: numberWithin(fields.confidence, confidence, 100),
  }
  const days = {
    enrolmentDays: wholeWithin(fields.enrolment, enrolmentDays),
    trackingDays: wholeWithin(fields.tracking, trackingDays),
  }
  const name = fields.name.trim()
  const perArm = areNumbers(rates) ? customersPerArm(rates) : null
  if (name !== "" && areNumbers(rates) && areNumbers(days) && perArm !== null) {
    return {
      plan: { name, metric: "save_rate", ...rates, ...days },
      perArm,
      enrolmentDays: days.enrolmentDays,
      faults: null,
    }
  }
  const isImpossible = areNumbers(rates) && perArm === null
  return {
    plan: null,
    perArm,
    enrolmentDays: days.enrolmentDays,
    faults: {
      ...(name === "" && { name: "A test needs a name." }),
      ...(rates.baselineRate === null && { baseline: betweenWords(baselineRate, 100, "percent") }),
      ...(rates.smallestEffect === null && { effect: betweenWords(smallestEffect, 100, "points") }),
      ...(isImpossible && { effect: "From this save rate nothing moves so far in either direction." }),
      ...(rates.confidence === null && { confidence: betweenWords(confidence, 100, "percent") }),
      ...(days.enrolmentDays === null && { enrolment: betweenWords(enrolmentDays, 1, "whole days") }),
      ...(days.trackingDays === null && { tracking: betweenWords(trackingDays, 1, "whole days") }),
    },
  }
}

type Limits = readonly [number, number]

function numberWithin(text: string, [least, most]: Limits, scale: number): number | null {
  const clean = text.trim().replace(",", ".")
  if (!/^\d{1,4}(\.\d{0,4})?$/.test(clean)) return null
  // a number of percent has few digits; a fraction of it should not have more
  const number = Math.round((Number(clean) / scale) * 1e6) / 1e6
  return number >= least && number <= most ? number : null
}

const wholeWithin = (text: string, limits: Limits) =>
  /^\s*\d+\s*$/.test(text) ? numberWithin(text, limits, 1) : null

const betweenWords = ([least, most]: Limits, scale: number, unit: string) =>
  `Between ${least * scale} and ${most * scale} ${unit}.`

function areNumbers<Key extends string>(values: Record<Key, number | null>): values is Record<Key, number> {
  return Object.values(values).every((value) => value !== null)
}

/** Weeks say nothing any more where they are hundreds. */
const timeWords = (weeks: number) =>
  weeks <= 104 ? countWords(weeks, "week") : `about ${countWords(Math.round(weeks / 52), "year")}`

/** `About 240 customers an arm, 7 weeks at today's pace of 69 customers a week.` */
export function lengthWords(perArm: number, basis: AbTestBasis | undefined): string {
  const customers = `About ${countWords(perArm, "customer")} an arm`
  if (!basis) return `${customers}.`
  const weeks = weeksToFill(perArm, basis.customersPerWeek)
  if (weeks === null) return `${customers}. Nobody came in the last 90 days, so no pace is known.`
  const pace =
    basis.customersPerWeek < 1
      ? "less than one customer"
      : countWords(Math.round(basis.customersPerWeek), "customer")
  return `${customers}, ${timeWords(weeks)} at today's pace of ${pace} a week.`
}

/** How many days of enrolment bring the sample at today's pace, within what a test may take; null where no pace is known. */
export function daysToFill(perArm: number, basis: AbTestBasis | undefined): number | null {
  const weeks = basis ? weeksToFill(perArm, basis.customersPerWeek) : null
  if (weeks === null) return null
  const [least, most] = abTestLimits.enrolmentDays
  return Math.min(most, Math.max(least, weeks * 7))
}

/** What to know where the days that were chosen do not bring the sample; null where they do, or where no pace is known. */
export function shortfallWords(
  perArm: number,
  enrolmentDays: number,
  basis: AbTestBasis | undefined,
): string | null {
  if (!basis || basis.customersPerWeek === 0) return null
  const expected = Math.floor((basis.customersPerWeek * enrolmentDays) / 14)
  if (expected >= perArm) return null
  const days = countWords(enrolmentDays, "day")
  return `At today's pace ${days} bring about ${countWords(expected, "customer")} an arm. With fewer than the plan asks for, only a larger difference shows.`
}

/** `41.3% of the 412 customers of the last 90 days stayed.` */
export function basisWords({ days, customers, saved }: AbTestBasis): string {
  if (customers === 0) return "No customer of this segment has decided in the last 90 days."
  const rate = Math.round((saved / customers) * 1000) / 10
  return `${rate}% of the ${countWords(customers, "customer")} of the last ${countWords(days, "day")} stayed.`
}
