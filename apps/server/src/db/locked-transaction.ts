import { type Kysely, sql } from "kysely"
import { beginLocked } from "./begin-locked.ts"
import type { Db } from "./database.ts"
import { isConnectionLost } from "./is-database-away.ts"
import type { Tables } from "./schema.ts"

/** A transaction in which `work` waits its turn among those who name one of the same things. */
export function lockedTransaction<T>(
  db: Kysely<Tables>,
  lockedNames: string | readonly string[],
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (trx) => {
    /** The commit was sent. It ends the transaction also where it is refused, so nothing is left to roll back. */
    let isOver = false
    try {
      await sql.raw(beginLocked(lockedNames)).execute(trx)
      const result = await work(trx)
      isOver = true
      await sql`commit`.execute(trx)
      return result
    } catch (error) {
      // on a connection that is gone there is nothing left to roll back
      if (!isOver && !isConnectionLost(error)) await sql`rollback`.execute(trx).catch(() => {})
      throw error
    }
  })
}
