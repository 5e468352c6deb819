import type { Mode, OutcomeKind, SaveType } from "@holdfast/protocol"
import type { ChangeKind, SessionRow } from "../../db/schema.ts"

/** What happened to a session, in one word. */
export const changeKinds = [
  "opened",
  "updated",
  "settled",
  "corrected",
  "reopened",
  "bounced",
  "unbounced",
  "deleted",
] as const satisfies readonly ChangeKind[]

/** What of a session tells one change of it from another. */
export interface SessionState {
  outcome: OutcomeKind
  saveType: SaveType | null
  /** The session that sets this one aside. */
  bouncedBy: string | null
  revision: number
  /** Rises by one with each change of the session. */
  sequence: number
}

/** A session that was written: as it was, null where it is new, and as it is now, null where it is gone. */
export type SessionChange = {
  workspaceId: string
  id: string
  mode: Mode
  createdAt: Date
} & ({ before: SessionState | null; after: SessionState } | { before: SessionState; after: null })

type StateColumns = Pick<SessionRow, "outcome" | "save_type" | "bounced_by" | "revision"> & {
  sequence: number
}

export const stateOf = (row: StateColumns): SessionState => ({
  outcome: row.outcome,
  saveType: row.save_type,
  bouncedBy: row.bounced_by,
  revision: row.revision,
  sequence: row.sequence,
})

/**
 * What happened, in one word. Where a session was set aside in the same write that settled it, or that changed how it
 * ended, the end is the news.
 */
export function kindOf({ before, after }: SessionChange): ChangeKind {
  if (after === null) return "deleted"
  const wasOpen = before === null || before.outcome === "open"
  if (after.outcome === "open") return before === null ? "opened" : wasOpen ? "updated" : "reopened"
  if (wasOpen) return "settled"
  if (before.outcome !== after.outcome || before.saveType !== after.saveType) return "corrected"
  if (before.bouncedBy === after.bouncedBy) return "updated"
  return after.bouncedBy === null ? "unbounced" : "bounced"
}

/** The session's number of this change; that of a session that went away is one more than its last. */
export const sequenceOf = ({ before, after }: SessionChange): number =>
  after === null ? before.sequence + 1 : after.sequence
