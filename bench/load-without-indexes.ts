import type { Database } from "../apps/server/src/db/database.ts"

/**
 * Runs `load` while the sessions have no index but their key, and builds the indexes after: a large world is made in a
 * third of the time, and is the same in the end.
 */
export async function loadWithoutIndexes({ pool }: Database, load: () => Promise<unknown>): Promise<void> {
  const { rows } = await pool.query<{ indexname: string; indexdef: string }>(
    "select indexname, indexdef from pg_indexes where tablename = 'session' and indexname <> 'session_pkey'",
  )
  for (const { indexname } of rows) await pool.query(`drop index ${indexname}`)
  await load()
  const client = await pool.connect()
  await client.query("set maintenance_work_mem = '2GB'; set max_parallel_maintenance_workers = 2")
  for (const { indexdef } of rows) await client.query(indexdef)
  client.release(true)
}
