import { arrange } from "@holdfast/protocol/dashboard"
import type { Choices, FilterDimension } from "../../api/choice.ts"

export { arrange }

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
