import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import type { TestProject } from "vitest/node"
import { openDatabase } from "../db/database.ts"
import { type PostgresAddress, startEmbeddedPostgres } from "../db/embedded-postgres.ts"
import { migrate } from "../db/migrate.ts"
import { guardChangeLog } from "./change-log-guard.ts"
import { assertAllAreSent } from "./statements/assert-all-are-sent.ts"

declare module "vitest" {
  interface ProvidedContext {
    postgres: PostgresAddress
    template: string
    /** A folder with a file for each allowed statement that was sent. */
    allowed: string
  }
}

/** Durability is of no use to a test. */
const fast = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" }

/**
 * Vitest's global setup: one real PostgreSQL for the run, with one migrated database that every test file clones.
 * `TEST_DATABASE_URL` names a server to use; else the embedded one runs in a temporary folder.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL
  const folder = mkdtempSync(join(tmpdir(), "hf-test-"))
  // the database's own user must be able to enter
  chmodSync(folder, 0o755)
  const allowed = join(folder, "allowed")
  mkdirSync(allowed)
  const embedded = url ? null : await startEmbeddedPostgres(join(folder, "data"), () => {}, fast)
  const address: PostgresAddress = embedded?.address ?? { connectionString: url ?? "" }

  const template = `holdfast_test_${process.pid}`
  const client = new pg.Client(address)
  await client.connect()
  await client.query(`create database ${template}`)
  const database = openDatabase(onDatabase(address, template), () => {})
  await migrate(database)
  await guardChangeLog(database)
  await database.close()
  project.provide("postgres", address)
  project.provide("template", template)
  project.provide("allowed", allowed)

  return async () => {
    const clones = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like $1 || '%'",
      [template],
    )
    for (const { datname } of clones.rows) await client.query(`drop database ${datname} with (force)`)
    await client.end()
    await embedded?.leave()
    const sent = readdirSync(allowed)
    rmSync(folder, { recursive: true, force: true })
    await assertAllAreSent(project, sent)
  }
}

/** The same server, another database on it. */
export function onDatabase(address: PostgresAddress, database: string): PostgresAddress {
  if (!address.connectionString) return { ...address, database }
  const url = new URL(address.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}
