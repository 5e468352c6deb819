import type pg from "pg"
import { isConnectionLost } from "./is-database-away.ts"
import { connectTo, giveBack } from "./lost-connections.ts"

/** A sort that does not fit into so little memory goes to the disk, and fails where that is full. It leaves nothing. */
const look = `begin; set local work_mem = '64kB';
  select pg_is_in_recovery() as "isStandby", (select count(*) from (
    select repeat('x', 100) || n as line from generate_series(1, 2000) n order by line desc offset 0) sorted) as sorted;
  rollback`

/**
 * Whether sessions can be taken in: asked of the very pool that writes them.
 * @throws Error when the database does not answer over it, is a standby, or has no room on its disk
 */
export async function assertWritable(pool: pg.Pool): Promise<void> {
  const client = await connectTo(pool)
  let failure: unknown = null
  try {
    // an answer for each of the statements
    const [, , answer] = (await client.query(look)) as unknown as pg.QueryResult<{ isStandby: boolean }>[]
    if (answer?.rows[0]?.isStandby !== false)
      throw new Error("The database is a standby, and takes nothing in.")
  } catch (error) {
    failure = error
    // on a connection that is gone there is nothing left to roll back
    if (!isConnectionLost(error)) await client.query("rollback").catch(() => {})
    throw error
  } finally {
    giveBack(pool, client, failure)
  }
}
