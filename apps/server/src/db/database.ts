import { Kysely, PostgresDialect, type Transaction } from "kysely"
import type pg from "pg"
import type { PostgresAddress } from "./embedded-postgres.ts"
import { type OnIdleError, openPool, type PoolOptions } from "./open-pool.ts"
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

export type DatabaseOptions = Partial<
  Pick<PoolOptions, "max" | "statementTimeoutMs" | "answerTimeoutMs" | "silenceMs">
>

/** @param options 20 connections of each kind at most, unless they say otherwise */
export function openDatabase(
  address: PostgresAddress,
  onIdleError: OnIdleError,
  { max = 20, ...limits }: DatabaseOptions = {},
): Database {
  const pool = openPool(address, onIdleError, { max, ...limits })
  const pipelined = openPool(address, onIdleError, { max, ...limits, pipeline: true })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) })
  return { pool, pipelined, db, close: async () => void (await Promise.all([db.destroy(), pipelined.end()])) }
}
