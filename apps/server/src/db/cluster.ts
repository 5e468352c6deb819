import type pg from "pg"

/** Whether Citus spreads the database over several servers, so that each statement should be about one workspace. */
export async function isCluster(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query("select from pg_extension where extname = 'citus'")
  return rows.length > 0
}

/**
 * Settings of a connection do not reach the other servers of a cluster: one in another time zone would write other times
 * into an export than the rest.
 * @throws where one of them does not read times as UTC, with what to do about it
 */
export async function assertClusterIsInUtc(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ nodename: string; nodeport: number; success: boolean; result: string }>(
    "select nodename, nodeport, success, result from run_command_on_workers('show timezone')",
  )
  const other = rows.find(({ success, result }) => !success || !/^(Etc\/)?UTC$/i.test(result))
  if (!other) return
  const { nodename, nodeport, result } = other
  throw new Error(
    `The cluster's server ${nodename}:${nodeport} answers "${result}" to "show timezone" and must answer "UTC". Run "alter database … set timezone to 'UTC'" on every server.`,
  )
}
