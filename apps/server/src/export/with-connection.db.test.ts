import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { type ExportPools, openExportPools } from "./export-pool.ts"
import { withConnection } from "./with-connection.ts"

let database: TestDatabase
let pools: ExportPools
beforeAll(async () => {
  database = await testDatabase()
  pools = openExportPools(database.address, () => {}, false)
})
afterAll(async () => {
  await pools.close()
  await database.close()
})

const lend = (controller: AbortController, work: () => void) =>
  withConnection({ pool: pools.direct, others: database.pool }, controller.signal, async (client) => {
    await client.query("select 1")
    work()
  })

test("a connection is lent again, but not one whose work was to be stopped, even if it ended well", async () => {
  await lend(new AbortController(), () => {})
  expect(pools.direct.totalCount).toBe(1)
  const controller = new AbortController()
  await lend(controller, () => controller.abort())
  expect(pools.direct.totalCount).toBe(0)
})

const sleepers = async () => {
  const { rows } = await database.pool.query(
    "select from pg_stat_activity where datname = current_database() and query = 'select pg_sleep(60)' and state = 'active'",
  )
  return rows.length
}

const nobody = new pg.Pool({ host: "127.0.0.1", port: 1 })

test.each([
  ["by PostgreSQL, which is told to", () => database.pool],
  ["with its connection, where PostgreSQL cannot be told", () => nobody],
])("what a connection is busy with is stopped %s", async (_, others) => {
  const controller = new AbortController()
  const working = withConnection({ pool: pools.direct, others: others() }, controller.signal, (client) =>
    client.query("select pg_sleep(60)"),
  )
  const failure = working.catch((error: Error) => error.message)
  await expect.poll(sleepers).toBe(1)
  controller.abort()
  expect(await failure).toMatch(/canceling statement due to user request|Connection terminated/)
  await expect.poll(sleepers).toBe(0)
  expect(pools.direct.totalCount).toBe(0)
})
