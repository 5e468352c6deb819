import { createHash } from "node:crypto"
import { type Kysely, sql } from "kysely"
import type { Db } from "./database.ts"
import type { Tables } from "./schema.ts"

/**
 * A transaction that begins by taking a lock: whoever names the same thing waits until it ends, nobody else does.
 * The lock is a statement of its own, before anything is read, so what is read after it sees what the others wrote.
 * It travels with `begin`, since each trip to the database counts where every report makes them.
 */
export function lockedTransaction<T>(
  db: Kysely<Tables>,
  lockedName: string,
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  const key = createHash("sha256").update(lockedName).digest().readBigInt64BE()
  return db.connection().execute(async (trx) => {
    try {
      await sql.raw(`begin; select pg_advisory_xact_lock(${key})`).execute(trx)
      const result = await work(trx)
      await sql`commit`.execute(trx)
      return result
    } catch (error) {
      // on a connection that is gone there is nothing left to roll back
      await sql`rollback`.execute(trx).catch(() => {})
      throw error
    }
  })
}
