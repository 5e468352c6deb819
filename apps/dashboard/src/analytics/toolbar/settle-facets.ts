import type { StreamFacet } from "@holdfast/protocol/dashboard"

/**
 * New counts in the places of what is already shown, so that nothing moves or goes away under the pointer: a value that
 * no longer occurs stays with 0, one that is new comes last in its group.
 */
export function settleFacets(shown: readonly StreamFacet[], fresh: readonly StreamFacet[]): StreamFacet[] {
  const settled = shown.map(({ dimension, values }) => {
    const now = fresh.find((facet) => facet.dimension === dimension)?.values ?? []
    const byValue = new Map(now.map((each) => [each.value, each]))
    const known = new Set(values.map(({ value }) => value))
    return {
      dimension,
      values: [
        ...values.map((each) => byValue.get(each.value) ?? { ...each, count: 0 }),
        ...now.filter(({ value }) => !known.has(value)),
      ],
    }
  })
  return [...settled, ...fresh.filter(({ dimension }) => shown.every((each) => each.dimension !== dimension))]
}
