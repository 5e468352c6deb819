import { isNumeric, readOfferWord, valueLabel } from "@holdfast/protocol"
import { readableText } from "../../parts/readable-text.ts"
import type { FacetGroup } from "./facet-groups.ts"

/** A value as a person reads it. `detail` stands beside it, more quietly, where the value alone says too little. */
export interface ValueWords {
  text: string
  detail: string | null
}

/** `label` is what the server calls the value: a segment's name, a plan's description. User text comes out readable. */
export function valueWords(group: FacetGroup, value: string | null, label: string | null): ValueWords {
  if (group.dimension === "offers") return { text: offerPhrase(value ?? "", label), detail: null }
  const isOurs = value === null || group.named || isNumeric(group.dimension)
  if (isOurs) return { text: valueLabel(group.dimension, value), detail: null }
  const [text, said] = [readableText(value) ?? "Blank", readableText(label)]
  if (group.dimension === "planId") return { text, detail: said === text ? null : said }
  return { text: said ?? text, detail: null }
}

/** `Discount accepted`; an offer by the name that the server has for it. */
function offerPhrase(word: string, label: string | null): string {
  const { end, key } = readOfferWord(word) ?? { end: "ignored", key: word }
  return `${readableText(label ?? valueLabel("offerType", key)) ?? "Blank"} ${end}`
}

/** A value on a chip: a plan by its id, which no other has, with its description behind it. */
export function valueName(group: FacetGroup, value: string | null, label: string | null): string {
  const { text, detail } = valueWords(group, value, label)
  return detail === null ? text : `${text} (${detail})`
}
