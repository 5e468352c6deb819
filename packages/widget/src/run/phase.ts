import type { WordKey } from "../words/index.ts"

/** What the customer still has to say before they can go on. */
export interface Missing {
  /** What to tell the customer. */
  word: WordKey
  count?: number
  /** Which field it is about. */
  field: "choice" | "followup" | "text" | "acknowledged"
}

/** What the customer sees right now. */
export type Phase =
  | { kind: "loading" }
  | { kind: "step"; missing: Missing | null }
  /** The decision is being carried out. */
  | { kind: "working" }
  /** It was not; the customer may try it again. */
  | { kind: "failed"; message: string | null }
  | { kind: "done"; message: string | null; isSavedForLater: boolean }
