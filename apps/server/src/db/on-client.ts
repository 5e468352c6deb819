import { Kysely, PostgresDialect } from "kysely"
import type pg from "pg"
import { preparingClient } from "./prepared.ts"
import type { Tables } from "./schema.ts"

/** Of the statements that each connection has prepared. */
const namesOf = new WeakMap<pg.PoolClient, Map<string, string>>()

/** Queries on one connection, in whatever transaction it is in. The connection stays its owner's. */
export function onClient(client: pg.PoolClient): Kysely<Tables> {
  const names = namesOf.get(client) ?? new Map<string, string>()
  namesOf.set(client, names)
  const { query } = preparingClient(client, names)
  const borrowed = { query, release: () => {} }
  const pool = { options: {}, connect: async () => borrowed, end: async () => {} }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
