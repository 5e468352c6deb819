import type { Database } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { savedOffers } from "../change/saved-offers.ts"
import { type SessionChange, stateOf } from "../change/session-change.ts"
import { type SessionWriter, sessionsChanged } from "../change/sessions-changed.ts"
import { lockName } from "../customer-key.ts"
import { savedSessions } from "../report/save-sessions.ts"
import { writeBounces } from "../report/write-bounces.ts"
import { decideBatch } from "./decide-batch.ts"
import { findImported } from "./find-imported.ts"
import { type BatchPlan, type ImportWrite, type PlacedSession, planBatch } from "./plan-batch.ts"

export type BatchResult = Omit<BatchPlan, "writes">

/**
 * Takes a batch of sessions into the workspace in one transaction, bounces decided, and announces them. It holds the
 * locks of all customers of the batch from the beginning, so that reports about them wait and see what it wrote; and one
 * of the workspace's imports, so that two of them never write the same session.
 */
export async function writeBatch(
  { database: { db }, announce }: SessionWriter<Pick<Database, "db">>,
  workspaceId: string,
  batch: readonly PlacedSession[],
  now: Date,
): Promise<BatchResult> {
  const locks = batch.map(({ session: { mode, verified, facts, id } }) =>
    lockName({ workspaceId, mode, verified, customerId: facts.customer?.id ?? null }, id),
  )
  const names = [JSON.stringify(["import", workspaceId]), ...locks]
  const { result, topics } = await lockedTransaction(db, names, async (trx) => {
    const sessions = batch.map(({ session }) => session)
    const { writes, ...result } = planBatch(
      workspaceId,
      batch,
      await findImported(trx, workspaceId, sessions),
    )
    const rows = writes.map(({ row }) => row)
    const moved = await decideBatch(trx, workspaceId, rows)
    if (rows.length > 0) await savedSessions(workspaceId, rows).execute(trx)
    const offers = writes.map(({ row, before }) => ({ row, found: before }))
    for (const statement of savedOffers(workspaceId, offers)) await statement.execute(trx)
    const changes = [...writes.map(changeOf), ...(await writeBounces(trx, workspaceId, moved))]
    return { result, topics: await sessionsChanged(trx, changes, now) }
  })
  announce(topics)
  return result
}

const changeOf = ({ row, before }: ImportWrite): SessionChange => ({
  ...{ workspaceId: row.workspace_id, id: row.id, mode: row.mode, createdAt: row.created_at },
  before: before && stateOf(before),
  after: stateOf(row),
})
