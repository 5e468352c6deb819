import { hash } from "node:crypto"
import { type Kysely, sql } from "kysely"
import type { Db } from "./database.ts"
import type { Tables } from "./schema.ts"

/**
 * A transaction that begins by taking locks: whoever names one of the same things waits until it ends, nobody else
 * does. The locks are a statement of their own, before anything is read, so what is read after it sees what the others
 * wrote. It travels with `begin`, since each trip to the database counts where every report makes them. Everybody takes
 * them in the order of their numbers, so that nobody waits for somebody who waits for them.
 */
export function lockedTransaction<T>(
  db: Kysely<Tables>,
  lockedNames: string | readonly string[],
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  const keys = [lockedNames].flat().map(lockKey)
  keys.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return db.connection().execute(async (trx) => {
    try {
      await sql
        .raw(`begin; select pg_advisory_xact_lock(key) from unnest('{${keys}}'::bigint[]) as key`)
        .execute(trx)
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

const lockKey = (name: string): bigint => hash("sha256", name, "buffer").readBigInt64BE()
