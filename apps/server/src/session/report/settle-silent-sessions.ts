import { silentAfterMs } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { stateOf } from "../change/session-change.ts"
import { type SessionWriter, sessionsChanged } from "../change/sessions-changed.ts"
import { lockName } from "../customer-key.ts"
import type { Topic } from "../live/topic.ts"
import { reportColumns, reportedState } from "../session-row.ts"
import { redecideBounces } from "./redecide-bounces.ts"

export interface SettledSilent {
  settled: number
  /** One error for each session that could not be settled; the next run tries it again. */
  errors: unknown[]
}

const batchSize = 500

/**
 * Settles a workspace's sessions that said nothing for 30 minutes as Abandoned. Safe to run twice and beside
 * reports that arrive: each session is looked at again under its customer's lock. One that fails does not keep the
 * others waiting.
 */
export async function settleSilentSessions(
  { database, announce }: SessionWriter,
  workspaceId: string,
  now: Date,
): Promise<SettledSilent> {
  const result: SettledSilent = { settled: 0, errors: [] }
  const silentSince = new Date(now.getTime() - silentAfterMs)
  for (let after = new Date(0); ; ) {
    const silent = await listSilent(database.db, workspaceId, after, silentSince)
    for (const session of silent) {
      try {
        const topics = await settle(database, workspaceId, session, silentSince, now)
        if (topics === null) continue
        result.settled++
        announce(topics)
      } catch (error) {
        result.errors.push(error)
      }
    }
    const last = silent.at(-1)
    if (!last || silent.length < batchSize) return result
    after = last.last_report_at
  }
}

const listSilent = (db: Db, workspaceId: string, after: Date, until: Date) =>
  db
    .selectFrom("session")
    .select(["id", "mode", "customer_id", "client_key", "verified", "last_report_at"])
    .where("workspace_id", "=", workspaceId)
    .where("outcome", "=", "open")
    .where("last_report_at", ">", after)
    .where("last_report_at", "<=", until)
    .orderBy("last_report_at")
    .limit(batchSize)
    .execute()

type Silent = Awaited<ReturnType<typeof listSilent>>[number]

/** @returns what to announce; null where the session is silent no longer */
function settle(
  { db }: SessionWriter["database"],
  workspaceId: string,
  { id, mode, customer_id: customerId, client_key, verified }: Silent,
  silentSince: Date,
  now: Date,
): Promise<readonly Topic[] | null> {
  const whose = { workspaceId, mode, customerId, verified }
  return lockedTransaction(db, lockName(whose, client_key ?? id), async (trx) => {
    const row = await trx
      .selectFrom("session")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("outcome", "=", "open")
      .where("last_report_at", "<=", silentSince)
      .executeTakeFirst()
    if (!row) return null
    const { created_at: createdAt } = row
    const reported = { state: reportedState(row), isSilent: true, lastReportAt: row.last_report_at }
    const columns = reportColumns(reported, { createdAt, now, settledBefore: null })
    const sequence = row.sequence + 1
    await trx
      .updateTable("session")
      .set({ ...columns, sequence })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute()
    const { outcome, save_type: saveType, revision } = columns
    const after = { outcome, saveType: saveType ?? null, bouncedBy: null, revision, sequence }
    const moved = customerId === null ? [] : await redecideBounces(trx, { ...whose, customerId }, createdAt)
    const settled = { workspaceId, id, mode, createdAt, before: stateOf(row), after }
    return sessionsChanged(trx, [settled, ...moved], now)
  })
}
