import type { Mode } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import { youngestBlockMs } from "./spans.ts"

/** A session that was written, bounced or deleted: its mode and when it was created. */
export interface Change {
  mode: Mode
  createdAt: Date
}

/**
 * Notes, in the transaction that changes sessions, that blocks over them are out of date. Whoever inserts, changes,
 * bounces or deletes a session must call it. Sessions of the last day are in no block, so that what happens all the
 * time costs nothing.
 * @param now the clock of the writer
 */
export async function markChanged(
  trx: Db,
  workspaceId: string,
  changes: readonly Change[],
  now: Date,
): Promise<void> {
  const mayBeInBlock = now.getTime() - (youngestBlockMs - clockSlackMs)
  const old = changes.filter(({ createdAt }) => createdAt.getTime() < mayBeInBlock)
  if (old.length === 0) return
  const spans = new Map<Mode, { from: number; to: number }>()
  for (const { mode, createdAt } of old) {
    const at = createdAt.getTime()
    const span = spans.get(mode)
    spans.set(mode, { from: Math.min(span?.from ?? at, at), to: Math.max(span?.to ?? at, at) })
  }
  await trx
    .insertInto("facet_stale")
    .values(
      Array.from(spans, ([mode, { from, to }]) => ({
        workspace_id: workspaceId,
        mode,
        from_at: new Date(from),
        to_at: new Date(to),
      })),
    )
    .execute()
}

/** Two servers' clocks may differ by so much, and a transaction may take so long. */
const clockSlackMs = 3600 * 1000
