import { type Choice, type Choices, type FilterDimension, filterDimensions } from "../../api/choice.ts"

/** What is chosen about a value. */
export type ChoiceState = "included" | "excluded" | "open"

export function stateOf(choices: Choices, dimension: FilterDimension, value: string | null): ChoiceState {
  const choice = choices.find((each) => each.dimension === dimension && each.value === value)
  if (!choice) return "open"
  return choice.isExcluded ? "excluded" : "included"
}

/** The choices with one value included, excluded, or left open again. */
export function choose(
  choices: Choices,
  dimension: FilterDimension,
  value: string | null,
  state: ChoiceState,
): Choices {
  const others = choices.filter((each) => each.dimension !== dimension || each.value !== value)
  if (state === "open") return others
  return arrange([...others, { dimension, value, isExcluded: state === "excluded" }])
}

/** Group by group as on the screen, included before excluded, otherwise as they came. */
export function arrange(choices: Choices): Choices {
  return choices.toSorted((one, other) => rank(one) - rank(other))
}

function rank({ dimension, isExcluded }: Choice): number {
  return filterDimensions.indexOf(dimension) * 2 + Number(isExcluded)
}
