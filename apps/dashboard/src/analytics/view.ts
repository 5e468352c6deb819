import { type Mode, modes } from "@holdfast/protocol"
import { type DateRange, defaultRange, isQuickRangeId } from "../time/date-range.ts"
import { isDay } from "../time/day.ts"

/** What a person looks at, and may send to a colleague as an address. */
export interface View {
  mode: Mode
  range: DateRange
}

/** The search part of the address. Defaults are left out, so that the plain address is the plain view. */
export interface ViewSearch {
  workspace?: string
  mode?: string
  range?: string
  from?: string
  to?: string
}

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
  return { view: { mode: mode ?? "live", range: range ?? defaultRange }, notices }
}

function readRange({ range, from, to }: ViewSearch): DateRange | null {
  if (range !== undefined) return isQuickRangeId(range) ? { kind: "quick", id: range } : null
  if (from === undefined && to === undefined) return defaultRange
  if (from === undefined || to === undefined || !isDay(from) || !isDay(to)) return null
  return from >= "2000-01-01" && from <= to ? { kind: "own", first: from, last: to } : null
}

/** The address of a view, the opposite of `readView`. The workspace is kept as it was. */
export function searchOf(view: View, workspace: string | undefined): ViewSearch {
  const search: ViewSearch = workspace === undefined ? {} : { workspace }
  if (view.mode !== "live") search.mode = view.mode
  if (view.range.kind === "own") {
    search.from = view.range.first
    search.to = view.range.last
  } else if (defaultRange.kind !== "quick" || view.range.id !== defaultRange.id) {
    search.range = view.range.id
  }
  return search
}
