import type { Mode } from "@holdfast/protocol"
import type { Insertable } from "kysely"
import type { Db } from "../../../db/database.ts"
import type { FacetStaleRow } from "../../../db/schema.ts"
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
  changes: Iterable<Change>,
  now: Date,
): Promise<void> {
  const spans = changedSpans()
  for (const change of changes) spans.add(change)
  const rows = spans.rows(workspaceId, now)
  if (rows.length > 0) await trx.insertInto("facet_stale").values(rows).execute()
}

/** Gathers changes into one span a mode: the rows to note for them, none where all are too young for a block. */
export function changedSpans() {
  const spans = new Map<Mode, { from: number; to: number }>()
  return {
    add({ mode, createdAt }: Change): void {
      const at = createdAt.getTime()
      const span = spans.get(mode)
      if (!span) spans.set(mode, { from: at, to: at })
      else {
        span.from = Math.min(span.from, at)
        span.to = Math.max(span.to, at)
      }
    },
    rows(workspaceId: string, now: Date): Insertable<FacetStaleRow>[] {
      const mayBeInBlock = now.getTime() - (youngestBlockMs - clockSlackMs)
      return Array.from(spans)
        .filter(([, { from }]) => from < mayBeInBlock)
        .map(([mode, { from, to }]) => ({
          workspace_id: workspaceId,
          mode,
          from_at: new Date(from),
          to_at: new Date(to),
        }))
    },
  }
}

/** Two servers' clocks may differ by so much, and a transaction may take so long. */
const clockSlackMs = 3600 * 1000
