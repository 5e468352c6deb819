import type pg from "pg"
import { processOf } from "../db/process-of.ts"

export interface Lender {
  /** Of exports. */
  pool: pg.Pool
  /** What can stop a statement on one of those, whatever they are busy with. */
  others: pg.Pool
}

/**
 * Lends a connection of the exports. When the signal aborts, PostgreSQL is told to stop what it does for it; a
 * connection whose work failed, or was to be stopped, is closed: what is still on its way would stop the next one's.
 */
export async function withConnection<T>(
  { pool, others }: Lender,
  signal: AbortSignal,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted()
  const client = await pool.connect()
  let isLent = true
  const giveBack = (isToBeClosed: boolean) => {
    if (isLent) client.release(isToBeClosed)
    isLent = false
  }
  const stop = () =>
    void others
      .query("select pg_cancel_backend($1::integer)", [processOf(client)])
      // where PostgreSQL cannot be told, it stops by itself once nobody is there to read its answer
      .catch(() => giveBack(true))
  signal.addEventListener("abort", stop)
  let isClean = false
  try {
    signal.throwIfAborted()
    const result = await work(client)
    isClean = true
    return result
  } finally {
    signal.removeEventListener("abort", stop)
    giveBack(!isClean || signal.aborted)
  }
}
