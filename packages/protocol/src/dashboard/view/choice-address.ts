import { arrange, type Choice, type Choices } from "./choice.ts"
import { addressGroups, type FacetGroup, isValueOf, namedValues } from "./facet-groups.ts"
import { readValueList, writeValueList } from "./value-list.ts"

/** More would be an address that no server takes. */
const mostChoices = 100

const keysOf = ({ slug }: FacetGroup) => [
  { key: slug, isExcluded: false },
  { key: `not-${slug}`, isExcluded: true },
]

/** Every part of an address that filters: `offer`, `not-offer`, … */
export const choiceKeys: readonly string[] = addressGroups.flatMap(keysOf).map(({ key }) => key)

/** The filters as parts of an address: `offer=pause,discount`, `not-response=Too expensive`. */
export function writeChoices(choices: Choices): Record<string, string> {
  const search: Record<string, string> = {}
  for (const group of addressGroups) {
    for (const { key, isExcluded } of keysOf(group)) {
      const values = choices.filter(
        (each) => each.dimension === group.dimension && each.isExcluded === isExcluded,
      )
      if (values.length > 0) search[key] = writeValueList(values.map(toSlug(group)), noneWord(group))
    }
  }
  return search
}

/** The opposite of `writeChoices`. What cannot be read is left out, and `notices` say so in a sentence each. */
export function readChoices(search: Readonly<Record<string, string | undefined>>): {
  choices: Choices
  notices: string[]
} {
  const choices: Choice[] = []
  const notices: string[] = []
  for (const group of addressGroups) {
    let isWhole = true
    const values = new Map<string | null, boolean>()
    for (const { key, isExcluded } of keysOf(group)) {
      const text = search[key]
      for (const part of text === undefined ? [] : readValueList(text, noneWord(group))) {
        const value = fromSlug(group, part)
        const isUsable = value !== undefined && isValueOf(group, value)
        if (isUsable && !values.has(value)) values.set(value, isExcluded)
        else if (!isUsable || values.get(value) !== isExcluded) isWhole = false
      }
    }
    for (const [value, isExcluded] of values) choices.push({ dimension: group.dimension, value, isExcluded })
    if (!isWhole) {
      notices.push(
        `The address asks for something under ${group.title} that cannot be read, so that part is left out.`,
      )
    }
  }
  if (choices.length > mostChoices) {
    notices.push(
      `The address asks for ${choices.length} filters; the first ${mostChoices} of them are in force.`,
    )
  }
  return { choices: arrange(choices.slice(0, mostChoices)), notices }
}

function noneWord({ none }: FacetGroup): string {
  return none ?? "none"
}

function toSlug(group: FacetGroup) {
  return ({ value }: Choice) => namedValues(group)?.find((each) => each.value === value)?.slug ?? value
}

function fromSlug(group: FacetGroup, part: string | null | undefined): string | null | undefined {
  const values = namedValues(group)
  return values && typeof part === "string" ? values.find(({ slug }) => slug === part)?.value : part
}
