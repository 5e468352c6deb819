import type pg from "pg"
import { connectTo, giveBack } from "./lost-connections.ts"

/**
 * Whether sessions can be taken in: asked of the very pool that writes them.
 * @throws Error when the database does not answer over it, or is a standby
 */
export async function assertWritable(pool: pg.Pool): Promise<void> {
  const client = await connectTo(pool)
  let failure: unknown = null
  try {
    const { rows } = await client.query<{ isStandby: boolean }>('select pg_is_in_recovery() as "isStandby"')
    if (rows[0]?.isStandby !== false) throw new Error("The database is a standby, and takes nothing in.")
  } catch (error) {
    failure = error
    throw error
  } finally {
    giveBack(pool, client, failure)
  }
}
