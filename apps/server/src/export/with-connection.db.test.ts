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
