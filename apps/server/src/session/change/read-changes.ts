import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { SessionChangeRow } from "../../db/schema.ts"

/** How far a reader has read: the number of the last change that it has. */
export type ChangeCursor = string

/** Before the first change of every workspace. */
export const fromTheBeginning: ChangeCursor = "0"

export interface LoggedChange
  extends Pick<SessionChangeRow, "session_id" | "mode" | "kind" | "sequence" | "at"> {
  /** To go on from behind this change. */
  cursor: ChangeCursor
}

/**
 * What happened to a workspace's sessions after `cursor`, in the order of the commits: at most `size` changes, fewer only
 * where there are no more yet. A reader that begins at any cursor and goes on from the last it was given sees every change
 * exactly once. Changes of one session come in the order of their `sequence`, without a gap.
 *
 * Entries are kept for 30 days (`pruneChanges`); a reader that stood still for longer has missed some, and reads the
 * sessions themselves. After a restore from a backup a cursor may be ahead of the log; it then reads nothing until the
 * numbers have come so far.
 */
export async function readChanges(
  db: Db,
  workspaceId: string,
  cursor: ChangeCursor,
  size: number,
): Promise<LoggedChange[]> {
  const { rows } = await sql<LoggedChange>`
    select n as cursor, session_id, mode, kind, sequence, at
    from session_change
    where workspace_id = ${workspaceId} and n > ${cursor}::bigint
    order by n
    limit ${size}`.execute(db)
  return rows
}
