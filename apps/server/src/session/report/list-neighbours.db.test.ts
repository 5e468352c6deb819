import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { hasSettledNeighbours } from "./list-neighbours.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test("the look for neighbours goes by the customer, also in a database that nobody has analysed yet", async () => {
  const workspaceId = "0199e6cf-0000-7000-8000-00000000000a"
  const look = sql`
    explain (format json)
    select ${hasSettledNeighbours(workspaceId, sql`wanted.started_at`, sql`null::uuid`)}
    from json_to_recordset('[]') as wanted (customer_id text, mode text, verified boolean, started_at timestamptz)`
  const { rows } = await look.execute(database.db)
  const indexes = [...JSON.stringify(rows).matchAll(/"Index Name":"(\w+)"/g)].map(([, name]) => name)
  expect(indexes).toEqual(["session_customer"])
})
