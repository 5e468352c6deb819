import { readdirSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { onDatabase } from "../testing/test-postgres.ts"
import { openDatabase } from "./database.ts"
import { migrate } from "./migrate.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test("two servers that start at once on an empty database migrate it once", async () => {
  await database.pool.query(`create database empty_one_of_${process.pid}`)
  const address = onDatabase(database.address, `empty_one_of_${process.pid}`)
  const servers = [openDatabase(address, () => {}), openDatabase(address, () => {})]
  const files = readdirSync(join(import.meta.dirname, "migrations"))
  const done = await Promise.all(servers.map(migrate))
  expect(done.map((names) => names.length).sort()).toEqual([0, files.length])
  for (const server of servers) await server.close()
  await database.pool.query(`drop database empty_one_of_${process.pid}`)
})

test("a migrated database has nothing left to migrate", async () => {
  expect(await migrate(database)).toEqual([])
})

test("every index but the directory's and the mail's begins with the workspace", async () => {
  const { rows } = await database.pool.query<{ name: string; first: string }>(`
    select c.relname as name, a.attname as first
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    join pg_class t on t.oid = i.indrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
    where t.relnamespace = 'public'::regnamespace
      and t.relname not in ('workspace', 'mail', 'migration', 'migration_lock')`)
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter((index) => index.first !== "workspace_id")).toEqual([])
})
