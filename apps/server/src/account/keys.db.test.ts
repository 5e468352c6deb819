import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { createKeysByCommand } from "./create-keys-by-command.ts"
import { assertSecretFits, createKeySet, findProgramKey, listFlowKeys } from "./keys.ts"
import { listKeys } from "./list-keys.ts"
import { loadSecret } from "./secret.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const secret = loadSecret("", "one secret of thirty-two characters or more")
const workspace = { id: "01a00000-0000-7000-8000-000000000000", appId: "abcdefghi" }
const now = new Date("2026-11-01T12:00:00.000Z")

test("several sets are valid at once, and nothing of them lies in the clear", async () => {
  const first = await createKeySet(database.db, secret, workspace, "first")
  const second = await createKeySet(database.db, secret, workspace, "second")
  const flowKeys = await listFlowKeys(database.db, secret, workspace.id, now)
  expect(flowKeys.map(({ text }) => text).sort()).toEqual([first.flowKey, second.flowKey].sort())
  const find = (key: string, workspaceId = workspace.id) => findProgramKey(database.db, workspaceId, key, now)
  for (const { flowKey, dataKeyLive, dataKeyTest, configKey } of [first, second]) {
    expect(await find(dataKeyLive)).toMatchObject({ id: expect.any(String), kind: "data-live" })
    expect(await find(dataKeyTest)).toMatchObject({ id: expect.any(String), kind: "data-test" })
    expect(await find(configKey)).toMatchObject({ id: expect.any(String), kind: "config" })
    expect(await find(flowKey)).toBe(null)
  }
  expect(await find(first.dataKeyLive, "01a00000-0000-7000-8000-000000000001")).toBe(null)
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

test("a set made on the command line says so, is in the audit log, and stops at the limit", async () => {
  const own = { id: "01a00000-0000-7000-8000-000000000002", appId: "bcdefghij" }
  const keys = await createKeysByCommand(database.db, secret, own, now)
  expect(keys).toEqual({
    appId: "bcdefghij",
    flowKey: expect.stringMatching(/^flow_[0-9A-Za-z]{32}$/),
    dataKeyLive: expect.stringMatching(/^live_data_[0-9A-Za-z]{32}$/),
    dataKeyTest: expect.stringMatching(/^test_data_[0-9A-Za-z]{32}$/),
    configKey: expect.stringMatching(/^config_[0-9A-Za-z]{32}$/),
  })
  const listed = await listKeys(database.db, own.id, ["data-live"], now)
  expect(listed).toMatchObject([
    { name: "Made on the command line", createdBy: { kind: "command", name: null } },
  ])
  const entries = await database.db
    .selectFrom("audit_entry")
    .select(["action", "actor_kind", "actor_name", "target_name", "detail"])
    .where("workspace_id", "=", own.id)
    .execute()
  expect(entries.map(({ detail }) => detail.kind).sort()).toEqual([
    "config",
    "data-live",
    "data-test",
    "flow",
  ])
  expect(entries[0]).toMatchObject({
    action: "key.created",
    actor_kind: "command",
    actor_name: "keys create",
    target_name: "Made on the command line",
  })
  const many = await Promise.all(
    Array.from({ length: 21 }, () => createKeysByCommand(database.db, secret, own, now)),
  )
  expect(many.filter((set) => set === "too_many")).toHaveLength(2)
  expect(await listKeys(database.db, own.id, ["flow", "data-live", "data-test"], now)).toHaveLength(60)
})
