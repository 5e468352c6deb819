import type { Reason } from "../reasons.ts"

/**
 * Phrases that people say when they leave. `{feature}` and `{trouble}` are filled in from the stock itself, so
 * that a few dozen phrases make many thousands of different answers.
 */
export interface TextStock {
  /** What people say of one reason; used for typed answers too, so each stands alone. */
  reasons: Readonly<Record<Reason, readonly string[]>>
  openers: readonly string[]
  closers: readonly string[]
  features: readonly string[]
  troubles: readonly string[]
}
