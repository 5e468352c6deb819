import pg from "pg"
import type { PostgresAddress } from "./embedded-postgres.ts"
import { gatheringSocket } from "./gathering-socket.ts"
import { endWhenSilent, watchConnections } from "./lost-connections.ts"

export type OnIdleError = (error: Error) => void

export interface PoolOptions {
  /** Most connections at once. */
  max: number
  /** What PostgreSQL calls whoever is connected. */
  name?: string
  /** Takes a statement before the one before is answered; such a connection knows neither cursors nor `COPY`. */
  pipeline?: boolean
  /** Settings of PostgreSQL for each connection, as `{ jit: "off" }`. */
  settings?: Readonly<Record<string, string>>
  /** PostgreSQL cancels a statement that takes longer; none is cancelled unless given. */
  statementTimeoutMs?: number
  /**
   * Longest that an answer may take to come, whatever becomes of the server or of the network; without limit unless
   * given. Behind it the connection counts as lost.
   */
  answerTimeoutMs?: number
  /**
   * Longest that nothing is heard over a connection that was asked something; without limit unless given. Behind it the
   * connection is ended, also for who knows nothing of this, as a library. What answers bit by bit may take as long as it likes.
   */
  silenceMs?: number
}

const connectTimeoutMs = 10_000

/** What works in the background waits so long in silence, which is longer than any statement of it takes. */
export const backgroundSilenceMs = 5 * 60_000

/**
 * The one place that opens a pool of connections. Each has a limit for connecting, asks by itself whether the other side
 * is still there, reads times without a zone as UTC, and outlives the loss of a connection.
 * @param onIdleError a connection that nobody is using was lost; the pool replaces it by itself
 */
export function openPool(address: PostgresAddress, onIdleError: OnIdleError, options: PoolOptions): pg.Pool {
  const {
    max,
    name = "holdfast",
    pipeline = false,
    settings,
    statementTimeoutMs,
    answerTimeoutMs,
    silenceMs,
  } = options
  const pool = new pg.Pool({
    ...address,
    max,
    ...(pipeline && { pipeline, stream: gatheringSocket }),
    application_name: name,
    // whatever the server's own zone is: a time that is written as text means the same on every connection
    options: Object.entries({ timezone: "UTC", ...settings })
      .map(([setting, value]) => `-c ${setting}=${value}`)
      .join(" "),
    connectionTimeoutMillis: Math.min(answerTimeoutMs ?? connectTimeoutMs, connectTimeoutMs),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    ...(answerTimeoutMs !== undefined && { query_timeout: answerTimeoutMs }),
    ...(statementTimeoutMs !== undefined && { statement_timeout: statementTimeoutMs }),
  })
  pool.on("error", onIdleError)
  watchConnections(pool, address)
  if (silenceMs !== undefined) pool.on("connect", (client) => endWhenSilent(pool, client, silenceMs))
  // one that is lost while it is in use fails its query; the event must still have a listener
  pool.on("connect", (client) => client.on("error", () => {}))
  return pool
}
