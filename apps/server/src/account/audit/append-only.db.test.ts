import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { recordAudit } from "./record-audit.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  for (let n = 0; n < 3; n++) {
    await recordAudit(database.db, {
      workspaceId: "01a00000-0000-7000-8000-000000000000",
      actor: { kind: "command", name: "test" },
      action: "settings.changed",
      at: new Date(),
    })
  }
})
afterAll(() => database.close())

test.for([
  "update audit_entry set actor_name = 'somebody else'",
  "update audit_entry set actor_name = 'somebody else' where false",
  "delete from audit_entry",
  "delete from audit_entry where id in (select id from audit_entry limit 1)",
  "truncate audit_entry",
  "insert into audit_entry select * from audit_entry on conflict (workspace_id, id) do update set actor_name = 'somebody else'",
])("the database refuses: %s", async (statement) => {
  const read = () => database.db.selectFrom("audit_entry").selectAll().orderBy("id").execute()
  const before = await read()
  expect(before).toHaveLength(3)
  await expect(sql.raw(statement).execute(database.db)).rejects.toThrow("audit_entry is append-only")
  expect(await read()).toEqual(before)
})
