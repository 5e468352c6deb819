import type { StreamFacets } from "@holdfast/protocol/dashboard"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { abTestsQuery } from "../../api/ab-tests.ts"
import type { Choices, FilterDimension } from "../../api/choice.ts"

type LabelOf = (dimension: FilterDimension, value: string | null) => string | null

/** What the server called the values it has counted so far: a name stays known when its value no longer occurs. */
function useFacetLabels(answer: StreamFacets | undefined): LabelOf {
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

/** The same with the names of A/B tests, which no filter group counts; they are read where one is chosen. */
export function useFilterLabels(appId: string, choices: Choices, answer: StreamFacets | undefined): LabelOf {
  const facetLabel = useFacetLabels(answer)
  const tests = useQuery({
    ...abTestsQuery(appId),
    enabled: choices.some(({ dimension }) => dimension === "abtest"),
  })
  return (dimension, value) =>
    dimension === "abtest"
      ? (tests.data?.tests.find(({ id }) => id === value)?.name ?? null)
      : facetLabel(dimension, value)
}

function labelsIn({ facets }: StreamFacets): [string, string][] {
  return facets.flatMap(({ dimension, values }) =>
    values.flatMap(({ value, label }): [string, string][] =>
      label === null ? [] : [[keyOf(dimension, value), label]],
    ),
  )
}

function keyOf(dimension: FilterDimension, value: string | null): string {
  return value === null ? dimension : `${dimension} ${value}`
}
