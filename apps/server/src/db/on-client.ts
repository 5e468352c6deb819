import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely"
import type pg from "pg"
import { preparingClient } from "./prepared.ts"
import type { Tables } from "./schema.ts"

/** Of the statements that each connection has prepared. */
const namesOf = new WeakMap<pg.PoolClient, Map<string, string>>()

const withinTransactionOf = new WeakMap<pg.PoolClient, WithinTransaction>()

/** Queries on one connection, in whatever transaction it is in. The connection stays its owner's. */
export const onClient = (client: pg.PoolClient): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: dialectOf(client) })

/**
 * Queries on one connection that is within a transaction of its owner's. The handle says so: a reader of several
 * queries (`atOneMoment`) then asks within that transaction, where it would else begin and end one of its own.
 */
export function withinTransaction(client: pg.PoolClient): Kysely<Tables> {
  const known = withinTransactionOf.get(client)
  if (known) return known
  const made = new WithinTransaction({ dialect: dialectOf(client) })
  withinTransactionOf.set(client, made)
  return made
}

class WithinTransaction extends Kysely<Tables> {
  override get isTransaction(): boolean {
    return true
  }
}

function dialectOf(client: pg.PoolClient): PostgresDialect {
  const borrowed = { query: queryOn(client), release: () => {} }
  return new PostgresDialect({ pool: { options: {}, connect: async () => borrowed, end: async () => {} } })
}

/** Sends one statement over a connection, at once. */
export function queryOn(client: pg.PoolClient): PostgresPoolClient["query"] {
  const names = namesOf.get(client) ?? new Map<string, string>()
  namesOf.set(client, names)
  return preparingClient(client, names).query
}
