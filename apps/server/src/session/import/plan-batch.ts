import type { Selectable } from "kysely"
import type { SessionRow } from "../../db/schema.ts"
import { asFound, changedRow, type ImportRow, newRow } from "./import-row.ts"
import type { KnownSessions } from "./known-sessions.ts"
import type { ImportedSession } from "./read-record.ts"
import type { Place } from "./source-item.ts"

export interface PlacedSession {
  place: Place
  session: ImportedSession
}

export interface Refusal {
  place: Place
  /** What the record is called, where that can be told. */
  id: string | null
  reason: string
}

/** A row that is new or changed. */
export interface ImportWrite {
  row: ImportRow
  /** As it is stored; null where it is new. */
  before: Selectable<SessionRow> | null
}

export interface BatchPlan {
  /** What is to be written: each session once. */
  writes: ImportWrite[]
  new: number
  changed: number
  unchanged: number
  refused: Refusal[]
}

/**
 * What a batch of sessions means for the rows that are there, taken one after the other, so that a session that
 * stands twice in a source is new once.
 * @param known rows of the workspace; those to be written are put among them
 */
export function planBatch(
  workspaceId: string,
  batch: readonly PlacedSession[],
  known: KnownSessions,
): BatchPlan {
  const writes = new Map<string, ImportWrite>()
  const plan = { new: 0, changed: 0, unchanged: 0, refused: [] as Refusal[] }
  for (const { place, session } of batch) {
    const before = known.find(session)
    const difference = before && differenceOf(before, session)
    if (difference) {
      const reason = `A session with this _id is here with another ${difference}.`
      plan.refused.push({ place, id: session.id, reason })
      continue
    }
    const row = before ? changedRow(before, session) : newRow(workspaceId, session)
    if (row) {
      // a session that stands twice in the batch is written once
      const earlier = writes.get(row.id)
      const stored = earlier ? earlier.before : (before ?? null)
      row.sequence = (stored?.sequence ?? 0) + 1
      writes.set(row.id, { row, before: stored })
      known.put(asFound(row))
    }
    if (!before) plan.new++
    else if (row) plan.changed++
    else plan.unchanged++
  }
  return { ...plan, writes: [...writes.values()] }
}

/** Whose session it is and when it began never changes; a record that says otherwise is about another one. */
function differenceOf(found: Selectable<SessionRow>, session: ImportedSession): string | null {
  if (found.mode !== session.mode) return "mode"
  if (isOfAnother(found, session.facts.customer?.id ?? null)) return "customer.id"
  if (found.created_at.getTime() !== session.createdAt.getTime()) return "createdAt"
  return found.verified === session.verified ? null : "verified"
}

/**
 * Whether a record names another customer than the stored session. A later record may name the customer for the first time, or
 * name none any more. A session without a customer that was not imported gets none: its reports do not take that customer's lock, so they
 * would not wait for this import.
 */
function isOfAnother({ customer_id, source }: Selectable<SessionRow>, customerId: string | null): boolean {
  if (customerId === null || customerId === customer_id) return false
  return customer_id !== null || source !== "import"
}
