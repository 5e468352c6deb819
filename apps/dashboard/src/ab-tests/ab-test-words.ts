import { type AbTest, type AbTestStep, tenths } from "@holdfast/protocol/dashboard"
import {
  type AbTestCounts,
  type AbTestState,
  type AbTestVerdict,
  type DifferenceInterval,
  type FlowArm,
  leastCustomers,
  leastOfEither,
  type NoVerdict,
} from "@holdfast/protocol/flow"
import { countWords } from "../exports/size-words.ts"
import { digits } from "../parts/digits.ts"

export const stateLabels: Record<AbTestState, string> = {
  draft: "Draft",
  enrolling: "Enrolling",
  paused: "Paused",
  tracking: "Tracking",
  awaiting_decision: "Awaiting a decision",
  completed: "Completed",
  abandoned: "Given up",
}

/** Nothing of it changes any more. */
export const isOver = ({ state }: Pick<AbTest, "state">): boolean =>
  state === "completed" || state === "abandoned"

/** How a test that is over went on: `The variant was published`. */
export const endWords = ({ winner }: Pick<AbTest, "winner">): string =>
  winner === null ? "Given up" : winner === "variant" ? "The variant was published" : "The control stayed"

/** What the state means for customers. */
export const stateSentences: Record<AbTestState, string> = {
  draft: "Nobody is in it yet.",
  enrolling: "Half of the customers of the segment see the variant.",
  paused: "Nobody new comes in. Customers who are in it keep their arm.",
  tracking: "Nobody new comes in. The last outcomes are still to come.",
  awaiting_decision: "The numbers stand, and everybody sees the control until you choose.",
  completed: "An arm was chosen.",
  abandoned: "The control stays as it is.",
}

/** Which row of a test it is, where a segment's row leads to it: `Test running: 61 of 240 customers an arm`. */
export function testLine({ state, customers, customersPerArm, winner }: AbTest): string {
  const sample = `${digits.format(fewer(customers))} of ${digits.format(customersPerArm)} customers an arm`
  switch (state) {
    case "draft":
      return "A/B test is being set up"
    case "enrolling":
      return `Test running: ${sample}`
    case "paused":
      return `Test paused: ${sample}`
    case "tracking":
      return `Test tracking its last outcomes: ${sample}`
    case "awaiting_decision":
      return "Test awaits your decision"
    case "completed":
    case "abandoned":
      return endWords({ winner })
  }
}

/** The arm that has fewer: a sample is whole once both have theirs. */
export const fewer = ({ control, variant }: AbTest["customers"]): number => Math.min(control, variant)

export const armNames: Record<FlowArm, string> = { control: "Control", variant: "Variant" }

/** `41.3%` */
export const rateWords = (rate: number): string => `${tenths.format(rate * 100)}%`

/** `+3.1`, `−0.4`, `0.0`: points of a hundred. */
export function pointWords(fraction: number): string {
  const text = tenths.format(Math.abs(fraction * 100))
  if (text === "0.0") return text
  return `${fraction < 0 ? "−" : "+"}${text}`
}

/** `+3.1 points, between −1.2 and +7.4` */
export const differenceWords = ({ difference, low, high }: DifferenceInterval): string =>
  `${pointWords(difference)} points, between ${pointWords(low)} and ${pointWords(high)}`

/** A verdict in words: what it says, and what to make of it. */
export interface VerdictWords {
  title: string
  body: string
}

export function verdictWords(verdict: AbTestVerdict, counts: AbTestCounts): VerdictWords {
  switch (verdict.kind) {
    case "variant_better":
      return {
        title: "The variant keeps more customers.",
        body: "The difference is larger than chance explains.",
      }
    case "variant_worse":
      return {
        title: "The variant keeps fewer customers.",
        body: "The difference is larger than chance explains.",
      }
    case "no_difference":
      return verdict.isClose
        ? {
            title: "No difference is shown, but only just.",
            body: "The interval leaves out 0 by less than a test that may be looked at every day has to ask.",
          }
        : {
            title: "No difference is shown.",
            body: "That is not to say that there is none: it may lie anywhere in the interval.",
          }
    case "none":
      return noVerdictWords(verdict.why, counts)
  }
}

function noVerdictWords(why: NoVerdict, { control, variant }: AbTestCounts): VerdictWords {
  switch (why.reason) {
    case "running":
      return {
        title: "The verdict comes at the end.",
        body: "What you see so far holds however often you look at it.",
      }
    case "uneven_split":
      return {
        title: "No verdict: the split is not even.",
        body: `${countWords(control.exposed, "customer")} came into the control and ${digits.format(variant.exposed)} into the variant. Chance splits them so unevenly in fewer than 1 of 1,000 tests, so something decides who is counted where: an arm that fails to load, or sessions that were deleted or imported.`,
      }
    case "too_few_customers":
      return {
        title: "Too few customers for a verdict.",
        body: `Each arm needs ${leastCustomers} customers with an outcome; the control has ${digits.format(control.customers)}, the variant ${digits.format(variant.customers)}.`,
      }
    case "too_few_outcomes":
      return {
        title: "Too few outcomes for a verdict.",
        body: `Each arm needs ${leastOfEither} customers who stayed and ${leastOfEither} who cancelled.`,
      }
  }
}

/** What a result has to be read with where fewer customers came than were planned; null where all did. */
export function sampleWords({ control, variant }: AbTestCounts, customersPerArm: number): string | null {
  const there = Math.min(control.customers, variant.customers)
  if (there >= customersPerArm) return null
  return `The plan asked for ${countWords(customersPerArm, "customer")} an arm with an outcome, and ${digits.format(there)} came. A difference as small as the plan's may have stayed hidden.`
}

/** How rarely chance alone does this: `p = 0.78`, `p < 0.001`. */
export const pWords = (p: number): string =>
  p < 0.001 ? "p < 0.001" : `p = ${p < 0.01 ? p.toFixed(3) : p.toFixed(2)}`

export const stepWords: Record<AbTestStep["step"], string> = {
  created: "Set up",
  started: "Started",
  paused: "Paused",
  resumed: "Resumed",
  enrolment_ended: "Enrolment ended",
  tracking_ended: "Tracking ended",
  ended_early: "Ended early",
  completed: "Winner chosen",
  abandoned: "Given up",
}
