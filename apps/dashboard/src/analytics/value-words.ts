import { readableText } from "../parts/readable-text.ts"
import type { FacetGroup } from "./facet-groups.ts"

/** A value as a person reads it. `detail` stands beside it, more quietly, where the value alone says too little. */
export interface ValueWords {
  text: string
  detail: string | null
}

/** `label` is what the server calls the value: a segment's name, a plan's description. User text comes out readable. */
export function valueWords(group: FacetGroup, value: string | null, label: string | null): ValueWords {
  if (value === null) return { text: group.none?.label ?? "None", detail: null }
  const name = group.named?.find((each) => each.value === value)
  if (name) return { text: name.label, detail: null }
  const [text, said] = [readableText(value) ?? "Blank", readableText(label)]
  switch (group.dimension) {
    case "ageYears":
      return { text: `${value} - ${Number(value) + 1} year(s)`, detail: null }
    case "planId":
      return { text, detail: said === text ? null : said }
    default:
      return { text: said ?? text, detail: null }
  }
}

/** The shortest name of a value, for a chip: a plan goes by its description. */
export function valueName(group: FacetGroup, value: string | null, label: string | null): string {
  const { text, detail } = valueWords(group, value, label)
  return detail ?? text
}
