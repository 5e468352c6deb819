import { Kysely, PostgresDialect, type PostgresPoolClient } from "kysely"
import type pg from "pg"
import { preparingClient } from "./prepared.ts"
import type { Tables } from "./schema.ts"

/** Of the statements that each connection has prepared. */
const namesOf = new WeakMap<pg.PoolClient, Map<string, string>>()

/** Queries on one connection, in whatever transaction it is in. The connection stays its owner's. */
export function onClient(client: pg.PoolClient): Kysely<Tables> {
  const borrowed = { query: queryOn(client), release: () => {} }
  const pool = { options: {}, connect: async () => borrowed, end: async () => {} }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** Sends one statement over a connection, at once. */
export function queryOn(client: pg.PoolClient): PostgresPoolClient["query"] {
  const names = namesOf.get(client) ?? new Map<string, string>()
  namesOf.set(client, names)
  return preparingClient(client, names).query
}
