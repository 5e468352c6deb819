import {
  applyReport,
  type Mode,
  type ReportedState,
  type SessionFacts,
  type SessionReport,
} from "@holdfast/protocol"
import type { Selectable } from "kysely"
import type { Database, Db } from "../db/database.ts"
import { lockedTransaction } from "../db/locked-transaction.ts"
import { newId } from "../db/new-id.ts"
import type { SessionRow, SessionSource } from "../db/schema.ts"
import { lockName } from "./customer-key.ts"
import { findByKey } from "./find-session.ts"
import { hasSettledNeighbours } from "./list-neighbours.ts"
import { redecideBounces } from "./redecide-bounces.ts"
import { reportColumns, reportedState, type SessionIdentity } from "./session-row.ts"

/** A report that has passed the gate: who it speaks for is proven, what it says is well formed. */
export interface TrustedReport extends SessionReport {
  workspaceId: string
  mode: Mode
  /** null only where a client of the contract sent no customer at all; such a session never bounces. */
  customerId: string | null
  /** Reports with the same key are about the same session; null until a client has given one. */
  clientKey: string | null
  source: SessionSource
  verified: boolean
  receivedAt: Date
  /** When the session began, if it is new. */
  startedAt: Date
}

export type RecordResult =
  | { kind: "recorded"; sessionId: string; revision: number; isNew: boolean }
  /** The key is taken by a session of another customer or mode, or by one that was proven where this is not. */
  | { kind: "foreign" }

/** Finds the session that a report belongs to; null when it is a new one. */
export type FindSession = (trx: Db, report: TrustedReport) => Promise<Selectable<SessionRow> | null>

/**
 * Takes a report in: finds or opens its session, applies the revision rule, settles, and decides the bounces
 * around it, all in one transaction and one at a time for each customer.
 * @param findSession by the report's key unless said otherwise
 */
export function recordReport(
  { db }: Database,
  report: TrustedReport,
  findSession: FindSession = findByKey,
): Promise<RecordResult> {
  return lockedTransaction(db, lockName(report, report.clientKey ?? ""), async (trx) => {
    const found = await findSession(trx, report)
    if (!found) return openSession(trx, report)
    const isTheirs =
      found.customer_id === report.customerId &&
      found.mode === report.mode &&
      found.verified === report.verified
    if (!isTheirs) return { kind: "foreign" }
    return updateSession(trx, found, report)
  })
}

async function openSession(trx: Db, report: TrustedReport): Promise<RecordResult> {
  const { facts, revision } = report
  const identity: SessionIdentity = {
    workspace_id: report.workspaceId,
    id: newId(report.startedAt),
    mode: report.mode,
    created_at: report.startedAt,
    source: report.source,
    verified: report.verified,
    client_key: report.clientKey,
  }
  const state = applyReport(null, { facts, revision })
  const columns = reportColumns(heard(state, report), {
    createdAt: report.startedAt,
    now: report.receivedAt,
    settledBefore: null,
  })
  const written = await trx
    .insertInto("session")
    .values({ ...identity, ...columns, bounced_by: null, awaits_post: report.clientKey === null })
    .returning(hasSettledNeighbours)
    .executeTakeFirstOrThrow()
  if (columns.outcome !== "open" && written.has_neighbours) await redecide(trx, report, report.startedAt)
  return { kind: "recorded", sessionId: identity.id, revision, isNew: true }
}

async function updateSession(
  trx: Db,
  found: Selectable<SessionRow>,
  report: TrustedReport,
): Promise<RecordResult> {
  const { facts, revision } = report
  const before = reportedState(found)
  const state = applyReport(before, { facts: keepServerFacts(before.facts, facts), revision })
  const recorded = { kind: "recorded", sessionId: found.id, revision: state.revision, isNew: false } as const
  if (state === before && found.client_key === report.clientKey) return recorded
  // a customer who goes on after a long silence is back
  const isSilent = found.is_silent && state.revision === before.revision
  const columns = reportColumns(
    { ...heard(state, report), isSilent },
    { createdAt: found.created_at, now: report.receivedAt, settledBefore: found.settled_at },
  )
  const isOpen = columns.outcome === "open"
  const written = await trx
    .updateTable("session")
    .set({
      ...columns,
      client_key: report.clientKey,
      awaits_post: false,
      ...(isOpen && { bounced_by: null }),
    })
    .where("workspace_id", "=", report.workspaceId)
    .where("id", "=", found.id)
    .returning(hasSettledNeighbours)
    .executeTakeFirstOrThrow()
  if (columns.outcome !== found.outcome && written.has_neighbours)
    await redecide(trx, report, found.created_at)
  return recorded
}

const heard = (state: ReportedState, report: TrustedReport) => ({
  state,
  isSilent: false,
  lastReportAt: report.receivedAt,
})

/** The flow that the server chose stays, whatever a client's report says of it. */
function keepServerFacts(before: SessionFacts, facts: SessionFacts): SessionFacts {
  const kept: SessionFacts = { ...facts }
  if (before.blueprintId != null) {
    kept.blueprintId = before.blueprintId
    kept.segmentId = before.segmentId ?? null
  }
  return kept
}

async function redecide(trx: Db, report: TrustedReport, at: Date): Promise<void> {
  const { customerId } = report
  if (customerId !== null) await redecideBounces(trx, { ...report, customerId }, at)
}
