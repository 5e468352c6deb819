import type { Database } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { markChanged } from "../count/facet-blocks/mark-changed.ts"
import { lockName } from "../customer-key.ts"
import { savedSessions } from "../report/save-sessions.ts"
import { decideBatch } from "./decide-batch.ts"
import { findImported } from "./find-imported.ts"
import { moveSessions } from "./move-sessions.ts"
import { type BatchPlan, type PlacedSession, planBatch } from "./plan-batch.ts"

export type BatchResult = Omit<BatchPlan, "rows">

/**
 * Takes a batch of sessions into the workspace in one transaction, bounces decided. It holds the locks of all customers
 * of the batch from the beginning, so that reports about them wait and see what it wrote; and one of the
 * workspace's imports, so that two of them never write the same session.
 */
export function writeBatch(
  { db }: Database,
  workspaceId: string,
  batch: readonly PlacedSession[],
  now: Date,
): Promise<BatchResult> {
  const locks = batch.map(({ session: { mode, verified, facts, id } }) =>
    lockName({ workspaceId, mode, verified, customerId: facts.customer?.id ?? null }, id),
  )
  return lockedTransaction(db, [JSON.stringify(["import", workspaceId]), ...locks], async (trx) => {
    const sessions = batch.map(({ session }) => session)
    const { rows, ...result } = planBatch(workspaceId, batch, await findImported(trx, workspaceId, sessions))
    const moved = await decideBatch(trx, workspaceId, rows)
    if (rows.length > 0) await savedSessions(rows).execute(trx)
    await moveSessions(trx, workspaceId, moved)
    const written = rows.map(({ mode, created_at }) => ({ mode, createdAt: created_at }))
    await markChanged(trx, workspaceId, [...written, ...moved], now)
    return result
  })
}
