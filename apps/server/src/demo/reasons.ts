import type { SurveyChoice } from "@holdfast/protocol/flow"
import { choiceGuid } from "../flow/flow-parts.ts"

/**
 * Why people leave. A survey choice means one of these by its guid, so that a simulated customer who finds it
 * too expensive picks the matching choice of whichever flow and version they are shown.
 */
export const reasons = [
  "too-expensive",
  "not-using",
  "missing-features",
  "technical-problems",
  "switching",
  "project-over",
  "other",
] as const
export type Reason = (typeof reasons)[number]

/** What a choice means; a choice of a merchant's own is "something else". */
export const reasonOf = (choice: SurveyChoice): Reason =>
  reasons.find((reason) => choiceGuid(reason) === choice.guid) ?? "other"

export interface Circumstances {
  planKey: string
  isTeam: boolean
  onTrial: boolean
  /** Months since the subscription began. */
  ageMonths: number
  /** Years since the simulation began: prices weigh more over time, technical problems less. */
  yearsIn: number
}

/** How much each reason weighs for this customer, in the order of `reasons`. */
export function reasonWeights(who: Circumstances): number[] {
  const isSmall = /starter|weekly|day/.test(who.planKey)
  const isAnnual = who.planKey.endsWith("annual")
  const isNew = who.ageMonths < 3
  const isOld = who.ageMonths >= 24
  return [
    (isSmall ? 32 : 20) * (isAnnual ? 1.3 : 1) * (who.onTrial ? 0.6 : 1) * (1 + 0.12 * who.yearsIn),
    22 * (isSmall ? 1.2 : 1) * (who.isTeam ? 0.5 : 1) * (isNew ? 0.7 : 1.1),
    14 * (who.isTeam ? 1.9 : 1) * (who.onTrial ? 1.7 : 1) * (isSmall ? 0.7 : 1),
    11 * (isNew ? 1.6 : 0.8) * Math.max(0.4, 1 - 0.18 * who.yearsIn),
    9 * (who.isTeam ? 1.8 : 1) * (isOld ? 1.7 : 0.8),
    10 * (who.planKey === "day_pass" || who.planKey === "weekly" ? 2.6 : 1) * (isAnnual ? 0.5 : 1),
    7,
  ]
}
