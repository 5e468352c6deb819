import type { Missing } from "../run/what-is-missing.ts"

/** What the customer sees right now. */
export type Phase =
  | { kind: "loading" }
  | { kind: "step"; missing: Missing | null }
  /** The decision is being carried out. */
  | { kind: "working" }
  /** It was not; `retry` does it again. */
  | { kind: "failed"; message: string | null; retry: () => void }
  | { kind: "done"; message: string | null; isSavedForLater: boolean }
