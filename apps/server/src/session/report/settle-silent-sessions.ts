import { type Mode, silentAfterMs } from "@holdfast/protocol"
import type { Database, Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { markChanged } from "../count/facet-blocks/mark-changed.ts"
import { lockName } from "../customer-key.ts"
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
 * @param onSettled told of each, once it is committed
 */
export async function settleSilentSessions(
  database: Database,
  workspaceId: string,
  now: Date,
  onSettled: (session: { workspaceId: string; mode: Mode }) => void = () => {},
): Promise<SettledSilent> {
  const result: SettledSilent = { settled: 0, errors: [] }
  const silentSince = new Date(now.getTime() - silentAfterMs)
  for (let after = new Date(0); ; ) {
    const silent = await listSilent(database.db, workspaceId, after, silentSince)
    for (const session of silent) {
      try {
        const settled = await settle(database, workspaceId, session, silentSince, now)
        result.settled += settled
        if (settled > 0) onSettled({ workspaceId, mode: session.mode })
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

function settle(
  { db }: Database,
  workspaceId: string,
  { id, mode, customer_id: customerId, client_key, verified }: Silent,
  silentSince: Date,
  now: Date,
): Promise<number> {
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
    if (!row) return 0
    const reported = { state: reportedState(row), isSilent: true, lastReportAt: row.last_report_at }
    await trx
      .updateTable("session")
      .set(reportColumns(reported, { createdAt: row.created_at, now, settledBefore: null }))
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute()
    await markChanged(trx, workspaceId, [{ mode, createdAt: row.created_at }], now)
    if (customerId !== null) await redecideBounces(trx, { ...whose, customerId }, row.created_at, now)
    return 1
  })
}
