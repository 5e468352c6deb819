import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { createDirectory } from "./directory.ts"
import { createKeySet } from "./keys.ts"
import { loadSecret } from "./secret.ts"
import { createWorkspace } from "./workspaces.ts"

const now = new Date("2026-11-01T12:00:00.000Z")
const workspace = { id: "01a00000-0000-7000-8000-000000000000", appId: "abcdefghi", name: "Shop" }
const secret = loadSecret("", "one secret of thirty-two characters or more")
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await createWorkspace(database.db, workspace, now)
})
afterAll(() => database.close())

test("what is remembered is asked for once, until it is forgotten", async () => {
  const directory = createDirectory(database.db, secret, () => now)
  const keyCount = async () => (await directory.find(workspace.appId))?.flowKeys.length
  const before = await keyCount()
  await createKeySet(database.db, secret, workspace, "more")
  expect(await keyCount()).toBe(before)
  directory.forget(workspace.appId)
  expect(await keyCount()).toBe((before ?? 0) + 1)
})

test("what was read before it was forgotten is not what later callers find", async () => {
  const directory = createDirectory(database.db, secret, () => now)
  const reading = directory.find(workspace.appId)
  directory.forget(workspace.appId)
  const before = (await reading)?.flowKeys.length ?? 0
  await createKeySet(database.db, secret, workspace, "more")
  expect((await directory.find(workspace.appId))?.flowKeys).toHaveLength(before + 1)
})
