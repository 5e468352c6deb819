import { type Mode, modes } from "@holdfast/protocol"
import { type Comparison, comparisons, readSearch, type Search } from "@holdfast/protocol/dashboard"
import type { Choices } from "../../api/choice.ts"
import { readableText } from "../../parts/readable-text.ts"
import { shorten } from "../../parts/shorten.ts"
import { type DateRange, defaultRange, writeRange } from "../../time/date-range.ts"
import { readRange } from "../../time/read-range.ts"
import { choiceKeys, readChoices, writeChoices } from "./choice-address.ts"

export { mostSearched, type Search } from "@holdfast/protocol/dashboard"

/** What a person looks at, and may send to a colleague as an address. */
export interface View {
  mode: Mode
  range: DateRange
  /** Null where nothing is searched for. */
  search: Search | null
  /** The filters. */
  choices: Choices
  /** With which days the figures are compared; null with none. */
  comparison: Comparison | null
}

/** The search part of the address. Defaults are left out, so that the plain address is the plain view. */
export type ViewSearch = Readonly<Record<string, string | undefined>>

const viewKeys = new Set([
  "workspace",
  "mode",
  "range",
  "from",
  "to",
  "q",
  "within",
  "compare",
  ...choiceKeys,
])

export const modeLabels: Record<Mode, string> = { live: "Live", test: "Test", sandbox: "Sandbox" }

/** Reads any address. What cannot be read falls back to the default, and `notices` say so in a sentence each. */
export function readView(search: ViewSearch): { view: View; notices: string[] } {
  const notices: string[] = []
  const mode = modes.find((each) => each === search.mode)
  if (search.mode !== undefined && !mode) {
    notices.push("The address asks for a mode that does not exist, so you see live sessions.")
  }
  const range = readRange(search)
  if (!range) notices.push("The address asks for dates that cannot be read, so you see the last 90 days.")
  const searched = readSearch(search)
  if (searched.notice) notices.push(searched.notice)
  const chosen = readChoices(search)
  notices.push(...chosen.notices)
  const comparison = readComparison(search)
  if (comparison === undefined) {
    notices.push(
      "The address asks for a comparison that does not exist, so the figures are compared with the days before.",
    )
  }
  const unknown = Object.keys(search).filter((key) => search[key] !== undefined && !viewKeys.has(key))
  if (unknown.length > 0) notices.push(`The address contains ${listKeys(unknown)}, which means nothing here.`)
  return {
    view: {
      mode: mode ?? "live",
      range: range ?? defaultRange,
      search: searched.search,
      choices: chosen.choices,
      comparison: comparison === undefined ? "previous" : comparison,
    },
    notices,
  }
}

/** Undefined where it cannot be read. */
function readComparison({ compare }: ViewSearch): Comparison | null | undefined {
  if (compare === undefined) return "previous"
  return compare === "none" ? null : comparisons.find((each) => each === compare)
}

function listKeys(keys: string[]): string {
  const shown = keys.slice(0, 3).map((key) => `“${shorten(readableText(key) ?? "", 40)}”`)
  return keys.length > 3 ? `${shown.join(", ")} and ${keys.length - 3} more` : shown.join(", ")
}

/** The address of a view, the opposite of `readView`. The workspace is kept as it was. */
export function searchOf(view: View, workspace: string | undefined): ViewSearch {
  const search: Record<string, string> = workspace === undefined ? {} : { workspace }
  if (view.mode !== "live") search.mode = view.mode
  Object.assign(search, writeRange(view.range), writeChoices(view.choices))
  if (view.comparison !== "previous") search.compare = view.comparison ?? "none"
  if (view.search) {
    search.q = view.search.text
    if (view.search.isWithin) search.within = "filters"
  }
  return search
}
