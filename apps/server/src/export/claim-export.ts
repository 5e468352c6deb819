import { sql } from "kysely"
import type pg from "pg"
import { onClient } from "../db/on-client.ts"
import type { StoredExport } from "./to-export.ts"

/** The lock that says that somebody works on an export: held by a connection, and gone with it. */
export const workLock = (id: string) => sql`hashtextextended(${`export ${id}`}, 0)`

/**
 * Takes the export that has waited longest. From then on this connection holds its lock, so that whoever sees a running
 * export without one knows that its worker is gone.
 */
export async function claimExport(client: pg.PoolClient): Promise<StoredExport | null> {
  const db = onClient(client)
  return db.transaction().execute(async (trx) => {
    const next = await trx
      .selectFrom("export")
      .select(["workspace_id", "id"])
      .where("state", "=", "queued")
      .orderBy("requested_at")
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!next) return null
    const { rows } = await sql<{ is_mine: boolean }>`
      select pg_try_advisory_lock(${workLock(next.id)}) as is_mine`.execute(trx)
    // whoever had it before is still putting things away
    if (!rows[0]?.is_mine) return null
    return trx
      .updateTable("export")
      .set((eb) => ({ state: "running", attempt: eb("attempt", "+", 1), rows_done: 0, bytes_done: 0 }))
      .where("workspace_id", "=", next.workspace_id)
      .where("id", "=", next.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/** After this the connection may serve others. */
export const releaseExport = (client: pg.PoolClient, { id }: StoredExport): Promise<unknown> =>
  sql`select pg_advisory_unlock(${workLock(id)})`.execute(onClient(client))
