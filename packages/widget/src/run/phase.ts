import type { WordKey } from "../words/index.ts"

/** What the customer still has to say before they can go on. */
export interface Missing {
  /** What to tell the customer. */
  word: WordKey
  count?: number
  /** Which field it is about. */
  field: "choice" | "followup" | "text" | "acknowledged"
}

/**
 * A decision that could not be sent at once is saved, and the customer is told when it has arrived. One that nobody has
 * carried out is asked, and never told as done.
 */
export type Delivery = "saved" | "arrived" | "asked" | null

/** What the customer sees right now. */
export type Phase =
  | { kind: "loading" }
  | { kind: "step"; missing: Missing | null }
  /** The decision is being carried out. */
  | { kind: "working" }
  /** So it is, and for so long that the customer is told that they need not wait. */
  | { kind: "slow" }
  /** It was not; the customer may try it again. */
  | { kind: "failed"; message: string | null | undefined }
  | { kind: "done"; message: string | null | undefined; delivery: Delivery }
