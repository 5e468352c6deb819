import type { Ignored } from "@holdfast/protocol/schema"
import type { Place } from "./source-item.ts"

/** Something that an import did not take, or not as it came. */
export interface ImportNote {
  /** `field`: the session was taken, with a field left out or not as it came. */
  kind: "refused" | "in progress" | "field"
  place: Place
  /** What the record is called, where that can be told. */
  id: string | null
  /** Which one, the same for all entries of a list: `presentedOffers[].offerType`. */
  field?: string
  reason: string
}

/** What the reader ignored, as a note; `field` counts alike in all sessions. */
export function noteOf({ path, why }: Ignored, place: Place, id: string): ImportNote {
  const field = path.replace(/\[\d+\]/g, "[]") || "the record"
  return { kind: "field", place, id, field, reason: `${path || "the record"} ${why}.` }
}
