import type { EditedFlow } from "@holdfast/protocol/dashboard"
import { countWords } from "../exports/size-words.ts"
import type { SaveState } from "./draft-saver.ts"

/** `Live: version 7 of 3 March`. */
export function liveWords(live: { version: number; publishedAt: string } | null): string {
  if (!live) return "Never published"
  return `Live: version ${live.version} of ${shortDay(live.publishedAt)}`
}

// made once: it takes longer than all else of a key
const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" })

export const shortDay = (at: string): string => dayAndMonth.format(new Date(at))

/** How far the draft is from what is live. */
export function differenceWords(count: number, live: EditedFlow["live"]): string {
  if (!live) return "Draft"
  return count === 0 ? "No differences" : countWords(count, "difference")
}

export function saveWords(state: SaveState): string {
  switch (state.kind) {
    case "saved":
      return "Saved"
    case "saving":
      return "Saving"
    case "unsaved":
      return `Not saved: ${state.why}`
  }
}
