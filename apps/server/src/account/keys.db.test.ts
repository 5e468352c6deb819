import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { assertSecretFits, createKeySet, findDataKey, listFlowKeys } from "./keys.ts"
import { loadSecret } from "./secret.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const secret = loadSecret("", "one secret of thirty-two characters or more")
const workspace = { id: "01a00000-0000-7000-8000-000000000000", appId: "abcdefghi" }

test("several sets are valid at once, and nothing of them lies in the clear", async () => {
  const first = await createKeySet(database.db, secret, workspace, "first")
  const second = await createKeySet(database.db, secret, workspace, "second")
  const flowKeys = await listFlowKeys(database.db, secret, workspace.id)
  expect(flowKeys.sort()).toEqual([first.flowKey, second.flowKey].sort())
  for (const { dataKeyLive, dataKeyTest } of [first, second]) {
    expect(await findDataKey(database.db, workspace.id, dataKeyLive)).toBe("live")
    expect(await findDataKey(database.db, workspace.id, dataKeyTest)).toBe("test")
  }
  expect(await findDataKey(database.db, "01a00000-0000-7000-8000-000000000001", first.dataKeyLive)).toBe(null)
  const { rows } = await database.pool.query(
    "select k::text as row, encode(sealed, 'escape') as sealed from api_key k",
  )
  for (const key of [first, second].flatMap(({ appId: _, ...keys }) => Object.values(keys))) {
    expect(JSON.stringify(rows)).not.toContain(key)
  }
})

test("another secret is noticed before it does harm", async () => {
  await assertSecretFits(database.db, secret)
  const other = loadSecret("", "another secret, also more than 32 characters")
  await expect(assertSecretFits(database.db, other)).rejects.toThrow(
    "A flow key was encrypted under another secret: bring back HOLDFAST_SECRET, or the file secret.key of the data folder.",
  )
})
