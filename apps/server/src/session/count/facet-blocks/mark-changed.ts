import type { Mode } from "@holdfast/protocol"
import { type Insertable, type RawBuilder, sql } from "kysely"
import type { FacetStaleRow } from "../../../db/schema.ts"
import { youngestBlockMs } from "./spans.ts"

/** A session that was written, bounced or deleted: its mode and when it was created. */
export interface Change {
  mode: Mode
  createdAt: Date
}

/** Old sessions that are noted each by itself. Readers look at every note, so more become one span a mode. */
const mostNotes = 16

/**
 * Notes, in the transaction that changes sessions, that blocks over them are out of date; `sessionsChanged` sends it for
 * every writer. Sessions of the last day are in no block, so that what happens all the time costs nothing. A span from an
 * old session to another would put all blocks between them out of use, so a few are noted each by itself.
 * @param now the clock of the writer
 * @returns no statement where all are too young for a block
 */
export function notedSpans(
  workspaceId: string,
  changes: readonly Change[],
  now: Date,
): RawBuilder<unknown>[] {
  const old = changes.filter(({ createdAt }) => createdAt.getTime() < oldestYoung(now))
  const groups = old.length > mostNotes ? [old] : old.map((change) => [change])
  const rows = groups.flatMap((group) => {
    const spans = changedSpans()
    for (const change of group) spans.add(change)
    return spans.rows(workspaceId, now)
  })
  if (rows.length === 0) return []
  return [
    sql`
    insert into facet_stale (workspace_id, mode, from_at, to_at)
    select ${workspaceId}::uuid, span.mode, span.from_at, span.to_at
    from unnest(${rows.map(({ mode }) => mode)}::text[], ${rows.map(({ from_at }) => from_at)}::timestamptz[],
      ${rows.map(({ to_at }) => to_at)}::timestamptz[]) as span (mode, from_at, to_at)`,
  ]
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
    modes: (): Mode[] => [...spans.keys()],
    rows(workspaceId: string, now: Date): Insertable<FacetStaleRow>[] {
      return Array.from(spans)
        .filter(([, { from }]) => from < oldestYoung(now))
        .map(([mode, { from, to }]) => ({
          workspace_id: workspaceId,
          mode,
          from_at: new Date(from),
          to_at: new Date(to),
        }))
    },
  }
}

/** Sessions from before that may be in a block. */
const oldestYoung = (now: Date): number => now.getTime() - (youngestBlockMs - clockSlackMs)

/** Two servers' clocks may differ by so much, and a transaction may take so long. */
const clockSlackMs = 3600 * 1000
