import type { Socket } from "node:net"
import type pg from "pg"
import type { PostgresAddress } from "./embedded-postgres.ts"
import { isConnectionLost } from "./is-database-away.ts"

/**
 * A connection may die without a word: the server failed over, packets are dropped. Whoever asks over it then learns of
 * it by a limit of time, and so would everybody else, one connection after the other. So the first to learn of it puts
 * all connections to that address that were open by then out of use, whichever pool they are of.
 */
interface Known {
  /** The latest moment at which one was found to be lost. */
  lostAt: number
}

const addresses = new WeakMap<PostgresAddress, Known>()
const pools = new WeakMap<pg.Pool, Known>()
const openedAt = new WeakMap<pg.PoolClient, number>()

const isOld = (client: pg.PoolClient, { lostAt }: Known): boolean => (openedAt.get(client) ?? 0) < lostAt

/** Has a pool note when its connections were opened. */
export function watchConnections(pool: pg.Pool, address: PostgresAddress): void {
  const known = addresses.get(address) ?? { lostAt: 0 }
  addresses.set(address, known)
  pools.set(pool, known)
  pool.on("connect", (client) => void openedAt.set(client, performance.now()))
}

/** A connection of the pool that is not known to be lost. */
export async function connectTo(pool: pg.Pool): Promise<pg.PoolClient> {
  for (;;) {
    const client = await pool.connect()
    const known = pools.get(pool)
    if (!known || !isOld(client, known)) return client
    client.release(true)
  }
}

/**
 * Gives a connection back.
 * @param error with which the last that was asked over it ended; null where all went well
 */
export function giveBack(pool: pg.Pool, client: pg.PoolClient, error: unknown): void {
  const isLost = isConnectionLost(error)
  if (isLost) noteLoss(pool)
  client.release(isLost)
}

function noteLoss(pool: pg.Pool): void {
  const known = pools.get(pool)
  if (known) known.lostAt = performance.now()
}

/** What `pg` knows of a connection and does not declare. */
interface Inside {
  /** Whether all that was asked is answered. */
  readyForQuery: boolean
  connection: { stream: Socket }
}

/**
 * Ends a connection that was asked something and over which nothing was heard for so long, whoever uses it. A statement that
 * works in silence for longer counts as lost. A reader who takes their time holds up the answer, which is no silence.
 */
export function endWhenSilent(pool: pg.Pool, client: pg.PoolClient, silenceMs: number): void {
  const inside = client as pg.PoolClient & Inside
  const { stream } = inside.connection
  stream.on("timeout", () => {
    if (inside.readyForQuery || stream.isPaused()) return void stream.setTimeout(silenceMs)
    noteLoss(pool)
    stream.destroy(new Error("Connection terminated: it was asked and nothing was heard over it"))
  })
  stream.setTimeout(silenceMs)
}
