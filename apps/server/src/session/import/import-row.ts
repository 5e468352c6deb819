import { isDeepStrictEqual } from "node:util"
import { applyReport, type ReportedState } from "@holdfast/protocol"
import type { Selectable } from "kysely"
import type { SessionRow } from "../../db/schema.ts"
import type { SessionWrite } from "../report/save-sessions.ts"
import { type ReportColumns, reportColumns, reportedState, type SessionIdentity } from "../session-row.ts"
import type { ImportedSession } from "./read-record.ts"
import { sessionRowId } from "./session-row-id.ts"

/** A row as it is written; all of them have the same columns. */
export type ImportRow = SessionIdentity &
  ReportColumns &
  Pick<SessionRow, "foreign_id" | "bounced_by"> &
  Pick<SessionWrite, "awaits_post" | "sequence" | "ignored">

/** Columns that say when and how often a session was heard of, not what. */
const bookkeeping = [
  "revision",
  "accepted_revision",
  "decision_revision",
  "settled_at",
  "last_report_at",
] as const

/** The row of a session that the workspace does not have. Its bounce is decided elsewhere. */
export function newRow(workspaceId: string, session: ImportedSession): ImportRow {
  const { facts, mode, verified, createdAt } = session
  const { id, foreignId } = sessionRowId(workspaceId, session)
  return {
    workspace_id: workspaceId,
    id,
    foreign_id: foreignId,
    mode,
    verified,
    created_at: createdAt,
    source: "import",
    client_key: null,
    awaits_post: false,
    bounced_by: null,
    sequence: 1,
    ignored: null,
    ...columnsOf(applyReport(null, { facts, revision: 1 }), {
      createdAt,
      updatedAt: session.updatedAt ?? createdAt,
      settledBefore: null,
    }),
  }
}

/**
 * The row that a session becomes when its record is imported again, or null where that changes nothing. Of a record
 * that is older than the stored row only a decision is taken, and only where the row has none: a decision holds in whatever
 * order it arrives. A record without `updatedAt` counts as old as its session.
 */
export function changedRow(found: Selectable<SessionRow>, session: ImportedSession): ImportRow | null {
  if (hasLostCustomer(found, session)) return null
  const updatedAt = session.updatedAt ?? session.createdAt
  const isOlder = updatedAt < found.updated_at
  const before = reportedState(found)
  const revision = isOlder ? 0 : before.revision + 1
  const state = applyReport(before, { facts: session.facts, revision })
  if (state === before) return null
  const columns = columnsOf(state, {
    createdAt: found.created_at,
    updatedAt: isOlder ? found.updated_at : updatedAt,
    settledBefore: found.settled_at,
  })
  if (saysTheSame(found, columns)) return null
  const { workspace_id, id, foreign_id, mode, created_at, source, verified, client_key } = found
  return {
    ...{ workspace_id, id, foreign_id, mode, created_at, source, verified, client_key },
    awaits_post: found.awaits_post,
    bounced_by: found.bounced_by,
    sequence: found.sequence + 1,
    ignored: found.ignored,
    ...columns,
  }
}

/** The record no longer says whose it was: it was erased where it came from. Nothing is erased here; the row stays as it is. */
const hasLostCustomer = (found: Selectable<SessionRow>, { facts }: ImportedSession): boolean =>
  found.customer_id !== null && facts.customer?.id == null

/** Sessions of an import have ended: one without a decision was abandoned, whether or not its record says so. */
function columnsOf(
  state: ReportedState,
  { createdAt, updatedAt, settledBefore }: { createdAt: Date; updatedAt: Date; settledBefore: Date | null },
): ReportColumns {
  const { canceled, acceptedOffer, aborted } = state.facts
  const isSilent = canceled !== true && acceptedOffer == null && aborted !== true
  return reportColumns(
    { state, isSilent, lastReportAt: updatedAt },
    { createdAt, now: updatedAt, settledBefore },
  )
}

function saysTheSame(found: Selectable<SessionRow>, columns: ReportColumns): boolean {
  const kept = Object.fromEntries(bookkeeping.map((name) => [name, found[name]]))
  const said = { ...columns, ...kept, detail: JSON.parse(columns.detail) }
  return Object.entries(said).every(([name, value]) =>
    isDeepStrictEqual(value, found[name as keyof SessionRow]),
  )
}

/** What was written, as it would be read. */
export const asFound = (row: ImportRow): Selectable<SessionRow> =>
  ({ ...row, detail: JSON.parse(row.detail) }) as Selectable<SessionRow>
