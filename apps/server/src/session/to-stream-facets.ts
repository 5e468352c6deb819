import {
  type FacetDimension,
  facetDimensions,
  type StreamFacet,
  type StreamFacetValue,
} from "@holdfast/protocol"
import type { FacetCount } from "./count-facets.ts"

/** What a person reads for a value: by segment id, and by plan id. */
export interface FacetLabels {
  segments: ReadonlyMap<string, string>
  plans: ReadonlyMap<string, string | null>
}

/** The filter groups of the screen from what was counted; a group without values is left out. */
export function toStreamFacets(
  counts: Readonly<Record<FacetDimension, readonly FacetCount[]>>,
  labels: FacetLabels,
): StreamFacet[] {
  return facetDimensions
    .map((dimension) => ({
      dimension,
      values: inOrder(
        dimension,
        counts[dimension]
          .filter(({ value }) => isOffered(dimension, value))
          .map(({ value, count }) => ({ value, label: labelOf(dimension, value, labels), count })),
      ),
    }))
    .filter(({ values }) => values.length > 0)
}

/** "None" is a choice only where it has a name. */
const noneLabels: Partial<Record<FacetDimension, string>> = {
  segmentId: "Primary Flow",
  offerType: "No offer",
}

/** Of the outcomes only an abandonment has a filter, and no query can ask for an empty text. */
function isOffered(dimension: FacetDimension, value: string | null): boolean {
  if (value === "") return false
  if (dimension === "outcome") return value === "abandoned"
  return value !== null || noneLabels[dimension] !== undefined
}

function labelOf(dimension: FacetDimension, value: string | null, labels: FacetLabels): string | null {
  if (value === null) return noneLabels[dimension] ?? null
  if (dimension === "segmentId") return labels.segments.get(value) ?? null
  return dimension === "planId" ? (labels.plans.get(value) ?? null) : null
}

function inOrder(dimension: FacetDimension, values: StreamFacetValue[]): StreamFacetValue[] {
  if (dimension === "ageYears") return values.sort((a, b) => Number(a.value) - Number(b.value))
  // the Primary Flow before the segments, "No offer" behind the offers
  const noneAt = dimension === "segmentId" ? -1 : 1
  const place = ({ value }: StreamFacetValue) => (value === null ? noneAt : 0)
  return values.sort(
    (a, b) =>
      place(a) - place(b) ||
      b.count - a.count ||
      ((a.label ?? a.value ?? "") < (b.label ?? b.value ?? "") ? -1 : 1),
  )
}
