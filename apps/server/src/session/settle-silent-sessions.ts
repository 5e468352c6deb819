import { silentAfterMs } from "@holdfast/protocol"
import type { Database } from "../db/database.ts"
import { lockedTransaction } from "../db/locked-transaction.ts"
import { lockName } from "./customer-key.ts"
import { redecideBounces } from "./redecide-bounces.ts"
import { reportColumns, reportedState } from "./session-row.ts"

/**
 * Settles a workspace's sessions that said nothing for 30 minutes as Abandoned. Safe to run twice and beside
 * reports that arrive: each session is looked at again under its customer's lock.
 * @returns how many were settled
 */
export async function settleSilentSessions(
  database: Database,
  workspaceId: string,
  now: Date,
): Promise<number> {
  const silentSince = new Date(now.getTime() - silentAfterMs)
  const silent = await database.db
    .selectFrom("session")
    .select(["id", "mode", "customer_id", "client_key"])
    .where("workspace_id", "=", workspaceId)
    .where("outcome", "=", "open")
    .where("last_report_at", "<=", silentSince)
    .orderBy("last_report_at")
    .limit(1000)
    .execute()
  let settled = 0
  for (const { id, mode, customer_id, client_key } of silent) {
    const locked = lockName(workspaceId, mode, customer_id, client_key ?? id)
    settled += await lockedTransaction(database.db, locked, async (trx) => {
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
        .set(reportColumns(reported, now, null))
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", id)
        .execute()
      if (customer_id !== null) {
        await redecideBounces(trx, { workspaceId, mode, customerId: customer_id }, row.created_at)
      }
      return 1
    })
  }
  return settled
}
