import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { importInto, itemsOf } from "../import/testing/import-into.ts"
import { listSessions } from "./list-sessions.ts"

const workspaceId = "0190c0ff-ee00-7000-8000-000000000001"
const spellings: readonly (readonly [written: string, sought: readonly string[]])[] = [
  ["cafe\u0301", ["café", "CAFÉ", "cafe\u0301"]],
  ["naïve", ["naïve", "nai\u0308ve"]],
  ["it\u2019s", ["it's", "it\u2019s", "IT\u2018S"]],
  ["no\u00a0break", ["no break", "no\u202fbreak"]],
  ["ada\u200b@x.example", ["ada@x.example", "\u200bada@x.example"]],
  ["co\u2011op", ["co-op", "co\u2013op"]],
]

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const records = spellings.map(([feedback], n) => ({
    _id: feedback,
    createdAt: `2025-03-01T09:00:0${n}.000Z`,
    feedback: `well, ${feedback}, and so on`,
  }))
  await importInto(database, workspaceId, itemsOf(records))
})
afterAll(() => database.close())

const found = async (search: string) => {
  const rows = await listSessions(database.db, { workspaceId, mode: "live", search }, null, 10)
  return rows.map(({ foreign_id }) => foreign_id)
}
const expectAllFound = async () => {
  for (const [written, sought] of spellings) {
    for (const text of sought) expect([text, await found(text)]).toEqual([text, [written]])
  }
}

test("a text is found in any spelling, and comes back as it was written", async () => {
  await expectAllFound()
  const { feedback } = await database.db
    .selectFrom("session")
    .select("feedback")
    .where("foreign_id", "=", "it\u2019s")
    .executeTakeFirstOrThrow()
  expect(feedback).toBe("well, it\u2019s, and so on")
})

test("what was stored in other spellings before is brought in line", async () => {
  for (const [written] of spellings) {
    await pastTheLog(database, (trx) =>
      trx
        .updateTable("session")
        .set({ search_text: `well, ${written}, and so on` })
        .where("foreign_id", "=", written)
        .execute(),
    )
  }
  expect(await found("it's")).toEqual([])
  const path = join(import.meta.dirname, "../../db/migrations/0022_search_spelling.sql")
  const client = await database.pool.connect()
  try {
    await client.query("begin")
    await client.query("set local session_replication_role = replica")
    await client.query(readFileSync(path, "utf8"))
    await client.query("commit")
  } finally {
    client.release()
  }
  await expectAllFound()
})
