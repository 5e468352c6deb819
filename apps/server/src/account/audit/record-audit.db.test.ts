import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { recordAudit } from "./record-audit.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const workspaceId = "01a00000-0000-7000-8000-000000000000"
const at = new Date("2026-11-01T12:00:00.000Z")

test("an entry says who did what, to what, when and from where; a job comes from nowhere", async () => {
  await recordAudit(database.db, {
    workspaceId,
    actor: { kind: "person", id: "p1", name: "ada@example.com", address: "192.0.2.7" },
    action: "role.changed",
    target: { kind: "person", id: "p2", name: "bob@example.com" },
    detail: { before: "viewer", after: "admin" },
    at,
  })
  await recordAudit(database.db, {
    workspaceId,
    actor: { kind: "job", name: "make-exports" },
    action: "export.failed",
    at,
  })
  const rows = await database.db.selectFrom("audit_entry").selectAll().orderBy("actor_kind").execute()
  const common = { workspace_id: workspaceId, id: expect.any(String), at }
  expect(rows).toEqual([
    {
      ...common,
      actor_kind: "job",
      actor_id: null,
      actor_name: "make-exports",
      address: null,
      action: "export.failed",
      target_kind: null,
      target_id: null,
      target_name: null,
      detail: {},
    },
    {
      ...common,
      actor_kind: "person",
      actor_id: "p1",
      actor_name: "ada@example.com",
      address: "192.0.2.7",
      action: "role.changed",
      target_kind: "person",
      target_id: "p2",
      target_name: "bob@example.com",
      detail: { before: "viewer", after: "admin" },
    },
  ])
})
