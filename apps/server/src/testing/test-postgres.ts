import { randomBytes } from "node:crypto"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { type Database, openDatabase } from "../db/database.ts"
import { type PostgresAddress, startEmbeddedPostgres } from "../db/embedded-postgres.ts"
import { migrate } from "../db/migrate.ts"

/** A PostgreSQL server for a run of tests, and the migrated database on it that tests clone. */
export interface TestPostgres {
  address: PostgresAddress
  template: string
  /** Removes the template and every clone of it. */
  close(): Promise<void>
}

export interface TestDatabase extends Database {
  address: PostgresAddress
}

/** A database of its own on the server of the tests. */
export interface ClonedDatabase extends TestDatabase {
  name: string
}

/** Durability is of no use to a test. */
const fast = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" }

/**
 * @param url a server to use; else the embedded one runs in a temporary folder
 * @param prepare what the template gets besides the migrations
 */
export async function startTestPostgres(
  url?: string,
  prepare: (database: Database) => Promise<void> = async () => {},
): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "hf-test-"))
  // the database's own user must be able to enter
  chmodSync(folder, 0o755)
  const embedded = url ? null : await startEmbeddedPostgres(join(folder, "data"), () => {}, fast)
  const address: PostgresAddress = embedded?.address ?? { connectionString: url ?? "" }

  const template = `holdfast_test_${process.pid}`
  const client = new pg.Client(address)
  await client.connect()
  await client.query(`create database ${template}`)
  const database = openDatabase(onDatabase(address, template), () => {})
  await migrate(database)
  await prepare(database)
  await database.close()

  return {
    address,
    template,
    async close() {
      const clones = await client.query<{ datname: string }>(
        "select datname from pg_database where datname like $1 || '%'",
        [template],
      )
      for (const { datname } of clones.rows) await client.query(`drop database ${datname} with (force)`)
      await client.end()
      await embedded?.leave()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A database of its own, equal to the template. It is removed with the server's other clones. */
export async function cloneDatabase({
  address: server,
  template,
}: Omit<TestPostgres, "close">): Promise<ClonedDatabase> {
  const name = `${template}_${randomBytes(6).toString("hex")}`
  const client = new pg.Client(server)
  await client.connect()
  await client.query(`create database ${name} template ${template}`)
  await client.end()
  const address = onDatabase(server, name)
  return { name, address, ...openDatabase(address, () => {}) }
}

/** The same server, another database on it. */
export function onDatabase(address: PostgresAddress, database: string): PostgresAddress {
  if (!address.connectionString) return { ...address, database }
  const url = new URL(address.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}
