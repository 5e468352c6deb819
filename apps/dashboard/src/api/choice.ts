import type { FacetDimension } from "@holdfast/protocol"

/** One filter a person chose: only sessions that have this value, or only those that do not. Null is "none". */
export interface Choice {
  dimension: FacetDimension
  value: string | null
  isExcluded: boolean
}

/** No value twice; in the order of the screen. Included values of a group widen it, everything else narrows. */
export type Choices = readonly Choice[]
