import type { FlowSummary } from "@holdfast/protocol/dashboard"
import { countWords } from "../exports/size-words.ts"
import { liveWords } from "../flow-editor/editor-words.ts"

/** The one line of a flow: `Live: version 7 of 3 March · draft differs in 4 places · 312 sessions in 30 days · save rate 41%`. */
export function statusLine({ live, draft, archivedAt }: FlowSummary): string {
  const parts = [archivedAt === null ? liveWords(live) : "Archived"]
  if (draft && archivedAt === null) {
    const { differences, faults } = draft
    parts.push(live ? `draft differs in ${countWords(differences, "place")}` : "a draft")
    if (faults > 0) parts.push(`${countWords(faults, "thing")} to mend`)
  }
  if (live) {
    const { sessions, saveRate } = live.results
    parts.push(sessions === 0 ? "no sessions in 30 days" : `${countWords(sessions, "session")} in 30 days`)
    if (saveRate !== null) parts.push(`save rate ${rateWords(saveRate)}`)
  }
  return parts.join(" · ")
}

/** `41%`; a rate that is not quite none or all is not written as if it were. */
export function rateWords(rate: number): string {
  const percent = Math.round(rate * 100)
  if (percent === 0 && rate > 0) return "under 1%"
  if (percent === 100 && rate < 1) return "over 99%"
  return `${percent}%`
}
