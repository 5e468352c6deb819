import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { Logger, runMigrations } from "graphile-worker"
import { type Kysely, sql } from "kysely"
import { Migrator } from "kysely/migration"
import { root } from "../root.ts"
import type { Database } from "./database.ts"

const folder = join(root, "apps/server/src/db/migrations")

const silent = new Logger(() => () => {})

const provider = {
  async getMigrations() {
    const files = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name))
    const migrations = files.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8")
      return [
        name.replace(/\.sql$/, ""),
        { up: async (db: Kysely<unknown>) => void (await sql.raw(text).execute(db)) },
      ]
    })
    return Object.fromEntries(await Promise.all(migrations))
  },
}

/**
 * Brings the database up to date: numbered, forward-only `.sql` files, each in the transaction of all, under an
 * advisory lock, so that two servers that start at once do not collide. Then the job queue's own schema, so that whoever
 * has a database can put a job into it.
 * @param upTo the last file to run; all of them unless given
 * @returns the names of the files that were run
 */
export async function migrate({ db, pool }: Database, upTo?: string): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider,
    migrationTableName: "migration",
    migrationLockTableName: "migration_lock",
  })
  const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest())
  const failed = results?.find((result) => result.status === "Error")
  if (error) {
    const cause = error instanceof Error ? error.message : String(error)
    throw new Error(
      failed ? `Migration ${failed.migrationName} failed: ${cause}` : `Migrating failed: ${cause}`,
    )
  }
  await runMigrations({ pgPool: pool, logger: silent })
  return (results ?? []).map((result) => result.migrationName)
}
