import type { Place } from "./source-item.ts"

/** Something that an import did not take, or not as it came. */
export interface ImportNote {
  /** `field`: the session was taken without one of its fields. */
  kind: "refused" | "in progress" | "field"
  place: Place
  /** What the record is called, where that can be told. */
  id: string | null
  /** Which one, of a field that was left out: `presentedOffers[].offerType`. */
  field?: string
  reason: string
}
