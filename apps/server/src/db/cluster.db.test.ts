import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { assertClusterIsInUtc, isCluster } from "./cluster.ts"
import { openDatabase } from "./database.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test("one PostgreSQL is no cluster, and one that Citus spreads is", async () => {
  expect(await isCluster(database.pool)).toBe(false)
  // Citus itself is no package here; this is what it leaves in the catalog
  await database.pool.query(
    `insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
     select 1, 'citus', 10, 11, false, '13.2-1'`,
  )
  expect(await isCluster(database.pool)).toBe(true)
  await database.pool.query("delete from pg_extension where extname = 'citus'")
})

test("a cluster whose servers read times in different zones is refused, with the server that does", async () => {
  const answer = (zone: string) =>
    database.pool.query(
      `create or replace function run_command_on_workers(command text)
       returns table (nodename text, nodeport integer, success boolean, result text) language sql
       as $$ values ('worker-1', 5432, true, 'Etc/UTC'), ('worker-2', 5433, true, '${zone}') $$`,
    )
  await answer("UTC")
  await assertClusterIsInUtc(database.pool)
  await answer("Asia/Tokyo")
  await expect(assertClusterIsInUtc(database.pool)).rejects.toThrow(
    /server worker-2:5433 answers "Asia\/Tokyo" to "show timezone" and must answer "UTC"/,
  )
})

test("every connection reads times as UTC, whatever the database is set to", async () => {
  await database.pool.query(
    `do $$ begin execute format('alter database %I set timezone to %L', current_database(), 'Asia/Tokyo'); end $$`,
  )
  const opened = openDatabase(database.address, () => {})
  for (const pool of [opened.pool, opened.pipelined]) {
    const { rows } = await pool.query("select '2026-11-01T12:00:00Z'::timestamptz::text as at")
    expect(rows).toEqual([{ at: "2026-11-01 12:00:00+00" }])
  }
  await opened.close()
})
