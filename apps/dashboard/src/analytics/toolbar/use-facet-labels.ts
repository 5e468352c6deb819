import type { FacetDimension } from "@holdfast/protocol"
import type { StreamFacets } from "@holdfast/protocol/dashboard"
import { useState } from "react"

type LabelOf = (dimension: FacetDimension, value: string | null) => string | null

/** What the server called the values it has counted so far: a name stays known when its value no longer occurs. */
export function useFacetLabels(answer: StreamFacets | undefined): LabelOf {
  const [known, setKnown] = useState<{
    answer: StreamFacets | undefined
    labels: ReadonlyMap<string, string>
  }>({
    answer: undefined,
    labels: new Map(),
  })
  if (answer && answer !== known.answer) {
    setKnown({ answer, labels: new Map([...known.labels, ...labelsIn(answer)]) })
  }
  return (dimension, value) => known.labels.get(keyOf(dimension, value)) ?? null
}

function labelsIn({ facets }: StreamFacets): [string, string][] {
  return facets.flatMap(({ dimension, values }) =>
    values.flatMap(({ value, label }): [string, string][] =>
      label === null ? [] : [[keyOf(dimension, value), label]],
    ),
  )
}

function keyOf(dimension: FacetDimension, value: string | null): string {
  return value === null ? dimension : `${dimension} ${value}`
}
