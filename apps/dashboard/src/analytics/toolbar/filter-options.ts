import type { StreamFacet } from "@holdfast/protocol/dashboard"
import type { Choices } from "../../api/choice.ts"
import { type ChoiceState, stateOf } from "../view/choices.ts"
import { type FacetGroup, facetGroups } from "./facet-groups.ts"
import { type ValueWords, valueWords } from "./value-words.ts"

/** One value in the list of filters. `count` is null while it is not known. */
export interface FilterOption extends ValueWords {
  value: string | null
  count: number | null
  state: ChoiceState
}

interface OptionGroup {
  group: FacetGroup
  options: FilterOption[]
}

/** A value that is offered, before it is known what is chosen. */
interface Offered {
  value: string | null
  label: string | null
  count: number | null
}

/**
 * The groups that have something to choose from: values that occur, and in any case those that are or (`kept`) were
 * chosen, so that none goes away under the hand that unchecks it. Groups and values with
 * names of ours stand in the order of the screen, all others as the server ranked them; "none" is last, except that the
 * Primary Flow leads the segments.
 */
export function filterOptions(
  facets: readonly StreamFacet[] | undefined,
  choices: Choices,
  kept: Choices = choices,
): OptionGroup[] {
  return facetGroups
    .map((group) => {
      const occurring = facets?.find(({ dimension }) => dimension === group.dimension)?.values ?? []
      const offered = inOrder(group, withKept(group, occurring, facets ? 0 : null, kept))
      const options = offered.map(({ value, label, count }) => ({
        value,
        count,
        state: stateOf(choices, group.dimension, value),
        ...valueWords(group, value, label),
      }))
      return { group, options }
    })
    .filter(({ options }) => options.length > 0)
}

function withKept(
  { dimension }: FacetGroup,
  occurring: readonly Offered[],
  count: number | null,
  kept: Choices,
) {
  const missing = kept
    .filter((choice) => choice.dimension === dimension)
    .filter((choice) => occurring.every(({ value }) => value !== choice.value))
  return [...occurring, ...missing.map(({ value }) => ({ value, label: null, count }))]
}

function inOrder({ named, none, dimension }: FacetGroup, offered: readonly Offered[]): Offered[] {
  const without = none ? offered.filter(({ value }) => value === null) : []
  const others = offered.filter(({ value }) => value !== null)
  const known = named ? named.flatMap(({ value }) => others.filter((each) => each.value === value)) : others
  return dimension === "segmentId" ? [...without, ...known] : [...known, ...without]
}
