import type pg from "pg"
import { isConnectionLost } from "./is-database-away.ts"

/**
 * A connection may die without a word: the server failed over, packets are dropped. Whoever asks over it then learns of
 * it by a limit of time, and so would everybody else, one connection after the other. So the first to learn of it puts
 * all connections of the pool that were open by then out of use.
 */
interface Known {
  openedAt: WeakMap<pg.PoolClient, number>
  /** The latest moment at which one was found to be lost. */
  lostAt: number
}

const pools = new WeakMap<pg.Pool, Known>()

/** Has a pool note when its connections were opened. */
export function watchConnections(pool: pg.Pool): void {
  const known: Known = { openedAt: new WeakMap(), lostAt: 0 }
  pools.set(pool, known)
  pool.on("connect", (client) => void known.openedAt.set(client, performance.now()))
}

/** A connection of the pool that is not known to be lost. */
export async function connectTo(pool: pg.Pool): Promise<pg.PoolClient> {
  for (;;) {
    const client = await pool.connect()
    const known = pools.get(pool)
    if (!known || (known.openedAt.get(client) ?? 0) >= known.lostAt) return client
    client.release(true)
  }
}

/**
 * Gives a connection back.
 * @param error with which the last that was asked over it ended; null where all went well
 */
export function giveBack(pool: pg.Pool, client: pg.PoolClient, error: unknown): void {
  const isLost = isConnectionLost(error)
  const known = pools.get(pool)
  if (isLost && known) known.lostAt = performance.now()
  client.release(isLost)
}
