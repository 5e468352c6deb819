import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

/** How long an entry of the change log is kept. */
export const changesKeptMs = 30 * 24 * 3600 * 1000
/** At once; a log without anything old costs a look at so many of its oldest entries. */
const size = 1000

/**
 * Removes a workspace's entries of the change log from more than 30 days ago, oldest first. Safe to run twice.
 * @returns how many
 */
export async function pruneChanges(db: Db, workspaceId: string, now: Date): Promise<number> {
  const until = new Date(now.getTime() - changesKeptMs)
  for (let pruned = 0; ; ) {
    const last = await lastOfOldest(db, workspaceId, until)
    if (last === null) return pruned
    const { numAffectedRows } = await sql`
      delete from session_change where workspace_id = ${workspaceId} and n <= ${last}::bigint`.execute(db)
    pruned += Number(numAffectedRows ?? 0)
  }
}

/** Times rise with the numbers, but for what the clocks of servers differ. */
async function lastOfOldest(db: Db, workspaceId: string, until: Date): Promise<string | null> {
  const { rows } = await sql<{ last: string | null }>`
    select max(n) as last
    from (select n, at from session_change where workspace_id = ${workspaceId} order by n limit ${sql.lit(size)}) oldest
    where at < ${until}`.execute(db)
  return rows[0]?.last ?? null
}
