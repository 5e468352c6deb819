import { facetDimensions, type QueriedDimension } from "../../dimension.ts"

/** What a list can be narrowed by without being offered as a filter: links lead there, as those of every figure. */
export const linkedDimensions = [
  "abtest",
  "abtestArm",
  "blueprintId",
  "saveType",
  "reason",
  "followup",
  "hasFeedback",
  "couponId",
  "currency",
  "priced",
  "startMonth",
  "language",
  "region",
  "cancelRule",
  "usedClickToCancel",
  "bounced",
] as const satisfies readonly QueriedDimension[]

/** What a list can be narrowed by, in the order of the screen; `offers` by what became of one (`OfferWord`). */
export const filterDimensions = [...facetDimensions, ...linkedDimensions, "offers"] as const
export type FilterDimension = (typeof filterDimensions)[number]

/** One filter a person chose: only sessions that have this value, or only those that do not. Null is "none". */
export interface Choice {
  dimension: FilterDimension
  value: string | null
  isExcluded: boolean
}

/** No value twice; in the order of the screen. Included values of a group widen it, everything else narrows. */
export type Choices = readonly Choice[]

/** Group by group as on the screen, included before excluded, otherwise as they came. */
export function arrange(choices: Choices): Choices {
  return choices.toSorted((one, other) => rank(one) - rank(other))
}

function rank({ dimension, isExcluded }: Choice): number {
  return filterDimensions.indexOf(dimension) * 2 + Number(isExcluded)
}
