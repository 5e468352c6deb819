import { arrange, type Choice, type Choices } from "./choice.ts"

/** Of which every figure is made unless it says otherwise: settled, and not bounced. */
export const validChoices: Choices = [
  { dimension: "outcome", value: "open", isExcluded: true },
  { dimension: "bounced", value: "false", isExcluded: false },
]

/** The chosen values that other choices leave; null where they contradict each other. */
export function narrowChoices(chosen: Choices, by: Choices): Choices | null {
  const dimensions = new Set(by.map(({ dimension }) => dimension))
  const kept = chosen.filter(({ dimension }) => !dimensions.has(dimension))
  const narrowed: Choice[] = []
  for (const dimension of dimensions) {
    const [before, now] = [chosen, by].map((choices) =>
      choices.filter((each) => each.dimension === dimension),
    )
    const left = narrowOne(before ?? [], now ?? [])
    if (left === null) return null
    narrowed.push(...left)
  }
  return arrange([...kept, ...narrowed])
}

/** The same for one dimension: what both include, without what one of them excludes. */
function narrowOne(before: Choices, now: Choices): Choices | null {
  const included = [before, now]
    .map((choices) => choices.filter(({ isExcluded }) => !isExcluded))
    .filter((choices) => choices.length > 0)
  const excluded = [...before, ...now].filter(({ isExcluded }) => isExcluded)
  const [first, second] = included
  if (!first) return unique(excluded)
  const both = unique(first).filter(
    (one) =>
      (second === undefined || second.some((other) => other.value === one.value)) &&
      !excluded.some((other) => other.value === one.value),
  )
  return both.length > 0 ? both : null
}

const unique = (choices: Choices): Choice[] => [
  ...new Map(choices.map((choice) => [choice.value, choice])).values(),
]
