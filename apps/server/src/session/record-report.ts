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
import { hasSettledNeighbours } from "./list-neighbours.ts"
import { redecideBounces } from "./redecide-bounces.ts"
import { reportColumns, reportedState, type SessionIdentity } from "./session-row.ts"

/** A report that has passed the gate: who it speaks for is proven, what it says is well formed. */
export interface TrustedReport extends SessionReport {
  workspaceId: string
  mode: Mode
  /** null only where a client of the contract sent no customer at all; such a session never bounces. */
  customerId: string | null
  /** Reports with the same key are about the same session. */
  clientKey: string
  source: SessionSource
  verified: boolean
  receivedAt: Date
  /** When the session began, if it is new. */
  startedAt: Date
}

export type RecordResult =
  | { kind: "recorded"; sessionId: string; revision: number; isNew: boolean }
  /** The key is taken by a session of another customer or mode. */
  | { kind: "foreign" }

/** Finds the session that a report without a known key belongs to. */
export type FindOpened = (trx: Db) => Promise<Selectable<SessionRow> | null>

/**
 * Takes a report in: finds or opens its session, applies the revision rule, settles, and decides the bounces
 * around it, all in one transaction and one at a time for each customer.
 * @param findOpened looks for a session that was opened without the report's key, such as by the config call
 */
export function recordReport(
  { db }: Database,
  report: TrustedReport,
  findOpened: FindOpened = async () => null,
): Promise<RecordResult> {
  const { workspaceId, mode, customerId, clientKey } = report
  return lockedTransaction(db, lockName(workspaceId, mode, customerId, clientKey), async (trx) => {
    const found = (await findByKey(trx, report)) ?? (await findOpened(trx))
    if (!found) return openSession(trx, report)
    if (found.customer_id !== report.customerId || found.mode !== report.mode) return { kind: "foreign" }
    return updateSession(trx, found, report)
  })
}

const findByKey = (trx: Db, report: TrustedReport) =>
  trx
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", report.workspaceId)
    .where("client_key", "=", report.clientKey)
    .executeTakeFirst()

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
  const columns = reportColumns(heard(state, report), report.receivedAt, null)
  const written = await trx
    .insertInto("session")
    .values({ ...identity, ...columns, bounced_by: null })
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
  const columns = reportColumns({ ...heard(state, report), isSilent }, report.receivedAt, found.settled_at)
  const isOpen = columns.outcome === "open"
  const written = await trx
    .updateTable("session")
    .set({ ...columns, client_key: report.clientKey, ...(isOpen && { bounced_by: null }) })
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

/** The flow that the server chose stays, also where a client's report leaves it out. */
function keepServerFacts(before: SessionFacts, facts: SessionFacts): SessionFacts {
  const kept: SessionFacts = { ...facts }
  if (kept.blueprintId == null && before.blueprintId != null) kept.blueprintId = before.blueprintId
  if (kept.segmentId == null && before.segmentId != null) kept.segmentId = before.segmentId
  return kept
}

async function redecide(trx: Db, report: TrustedReport, at: Date): Promise<void> {
  const { workspaceId, mode, customerId } = report
  if (customerId !== null) await redecideBounces(trx, { workspaceId, mode, customerId }, at)
}
