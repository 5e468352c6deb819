import { randomBytes } from "node:crypto"
import pg from "pg"
import { inject } from "vitest"
import { type Database, openDatabase } from "../db/database.ts"
import type { PostgresAddress } from "../db/embedded-postgres.ts"
import { onDatabase } from "./test-server.ts"

export interface TestDatabase extends Database {
  address: PostgresAddress
}

/** A migrated, empty database of real PostgreSQL, for one test file. Close it in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject("postgres")
  const template = inject("template")
  const name = `${template}_${randomBytes(6).toString("hex")}`
  const client = new pg.Client(server)
  await client.connect()
  await client.query(`create database ${name} template ${template}`)
  await client.end()
  const address = onDatabase(server, name)
  return { address, ...openDatabase(address, () => {}) }
}
