import { Kysely, PostgresDialect, type Transaction } from "kysely"
import pg from "pg"
import type { PostgresAddress } from "./embedded-postgres.ts"
import { gatheringSocket } from "./gathering-socket.ts"
import { watchConnections } from "./lost-connections.ts"
import { preparingPool } from "./prepared.ts"
import type { Tables } from "./schema.ts"

/** The handle that every query takes first, so that a test or a transaction can pass its own. */
export type Db = Kysely<Tables> | Transaction<Tables>

export interface Database {
  pool: pg.Pool
  /** Connections that take a statement before the one before is answered; they know neither cursors nor `COPY`. */
  pipelined: pg.Pool
  db: Kysely<Tables>
  close(): Promise<void>
}

export type OnIdleError = (error: Error) => void

export interface DatabaseOptions {
  /** Most connections of each kind at once; 20 unless given. */
  max?: number
  /** PostgreSQL cancels a statement that takes longer; none is cancelled unless given. */
  statementTimeoutMs?: number
  /**
   * Longest that an answer may take to come, whatever becomes of the server or of the network; without limit unless
   * given. Behind it the connection counts as lost.
   */
  answerTimeoutMs?: number
}

/**
 * @param onIdleError a connection that nobody is using was lost; the pool replaces it by itself
 */
export function openDatabase(
  address: PostgresAddress,
  onIdleError: OnIdleError,
  { max = 20, statementTimeoutMs, answerTimeoutMs }: DatabaseOptions = {},
): Database {
  const openPool = (pipeline: boolean) => {
    const pool = new pg.Pool({
      ...address,
      max,
      ...(pipeline && { pipeline, stream: gatheringSocket }),
      application_name: "holdfast",
      // whatever the server's own zone is: a time that is written as text means the same on every connection
      options: "-c timezone=UTC",
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      ...(answerTimeoutMs !== undefined && {
        query_timeout: answerTimeoutMs,
        connectionTimeoutMillis: Math.min(answerTimeoutMs, 10_000),
      }),
      ...(statementTimeoutMs !== undefined && { statement_timeout: statementTimeoutMs }),
    })
    pool.on("error", onIdleError)
    watchConnections(pool)
    // one that is lost while it is in use fails its query; the event must still have a listener
    pool.on("connect", (client) => client.on("error", () => {}))
    return pool
  }
  const pool = openPool(false)
  const pipelined = openPool(true)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) })
  return { pool, pipelined, db, close: async () => void (await Promise.all([db.destroy(), pipelined.end()])) }
}
