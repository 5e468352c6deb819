import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { openDatabase } from "./database.ts"
import { prepared } from "./prepared.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test("statements that are marked are prepared once, written or built, and no others are", async () => {
  const { db, close } = openDatabase(database.address, () => {}, { max: 1 })
  for (const name of ["a", "b"]) {
    await sql`select ${prepared} id from workspace where name = ${name}`.execute(db)
    await db.selectFrom("workspace").modifyFront(prepared).select("id").where("name", "=", name).execute()
    await db.selectFrom("workspace").select("app_id").where("name", "=", name).execute()
  }
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements`.execute(db)
  expect(rows.map((row) => row.statement).sort()).toEqual([
    'select /* prepared */ "id" from "workspace" where "name" = $1',
    "select /* prepared */ id from workspace where name = $1",
  ])
  await close()
})
