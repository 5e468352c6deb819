import { type FacetDimension, facetDimensions, isNumeric, valueLabel } from "../dimension.ts"
import type { StreamFacet, StreamFacetValue } from "./stream-api.ts"

/** A value with how many sessions it would leave. */
export interface FacetCount {
  value: string | null
  count: number
}

/** What a person reads for a value: by segment id, and by plan id. */
export interface FacetLabels {
  segments: ReadonlyMap<string, string>
  plans: ReadonlyMap<string, string | null>
}

/** The values that are chosen, included or excluded. */
export type ChosenValues = Readonly<Partial<Record<FacetDimension, readonly (string | null)[]>>>

/**
 * The filter groups of the screen from what was counted: the values that occur, and with none those that are `chosen`,
 * so that they can be called by their names. A group without values is left out.
 */
export function toStreamFacets(
  counts: Readonly<Record<FacetDimension, readonly FacetCount[]>>,
  labels: FacetLabels,
  chosen: ChosenValues = {},
): StreamFacet[] {
  return facetDimensions
    .map((dimension) => ({
      dimension,
      values: inOrder(
        dimension,
        withChosen(counts[dimension], chosen[dimension] ?? [])
          .filter(({ value }) => isOffered(dimension, value))
          .map(({ value, count }) => ({ value, label: labelOf(dimension, value, labels), count })),
      ),
    }))
    .filter(({ values }) => values.length > 0)
}

function withChosen(counts: readonly FacetCount[], chosen: readonly (string | null)[]): FacetCount[] {
  const counted = new Set(counts.map(({ value }) => value))
  const missing = [...new Set(chosen)].filter((value) => !counted.has(value))
  return [...counts, ...missing.map((value) => ({ value, count: 0 }))]
}

/** "None" is a choice only where it has a name of its own. */
const hasNone: ReadonlySet<FacetDimension> = new Set(["segmentId", "offerType"])

/** Where there is one such value to look for or to leave out, and the rest needs no filter: both groups are rarely there. */
const onlyOffered: Readonly<Partial<Record<FacetDimension, string>>> = {
  outcome: "abandoned",
  verified: "false",
}

/** No query can ask for an empty text. */
function isOffered(dimension: FacetDimension, value: string | null): boolean {
  if (value === "") return false
  const only = onlyOffered[dimension]
  if (only !== undefined) return value === only
  return value !== null || hasNone.has(dimension)
}

function labelOf(dimension: FacetDimension, value: string | null, labels: FacetLabels): string | null {
  if (value === null) return valueLabel(dimension, null)
  if (dimension === "segmentId") return labels.segments.get(value) ?? null
  return dimension === "planId" ? (labels.plans.get(value) ?? null) : null
}

function inOrder(dimension: FacetDimension, values: StreamFacetValue[]): StreamFacetValue[] {
  if (isNumeric(dimension)) return values.sort((a, b) => Number(a.value) - Number(b.value))
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
