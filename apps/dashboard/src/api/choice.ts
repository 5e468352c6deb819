import { type FacetDimension, facetDimensions } from "@holdfast/protocol"

/** What a list can be narrowed by without being offered as a filter: links lead there. */
export const linkedDimensions = ["abtest", "abtestArm"] as const

/** What a list can be narrowed by, in the order of the screen. */
export const filterDimensions = [...facetDimensions, ...linkedDimensions] as const
export type FilterDimension = FacetDimension | (typeof linkedDimensions)[number]

/** One filter a person chose: only sessions that have this value, or only those that do not. Null is "none". */
export interface Choice {
  dimension: FilterDimension
  value: string | null
  isExcluded: boolean
}

/** No value twice; in the order of the screen. Included values of a group widen it, everything else narrows. */
export type Choices = readonly Choice[]
