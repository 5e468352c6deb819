import { afterAll, beforeAll, expect, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { mailContent } from "./mail-content.ts"
import { type NewMail, queueMail } from "./queue-mail.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const secret = loadSecret("", "a secret for tests, long enough to be taken")
const now = new Date("2026-11-01T12:00:00.000Z")
const mail: NewMail = {
  workspaceId: "01a00000-0000-7000-8000-000000000000",
  kind: "invitation",
  to: "ada@example.com",
  content: mailContent({ subject: "Join", paragraphs: ["Come in."] }),
  isPersonal: true,
  expiresAt: new Date("2026-11-08T12:00:00.000Z"),
}
const jobs = async () => (await database.pool.query("select task_identifier from graphile_worker.jobs")).rows

test("a mail goes on its way with what it tells of, and not at all where that is taken back", async () => {
  const taken = database.db.transaction().execute(async (db) => {
    await queueMail(db, secret, mail, now)
    throw new Error("taken back")
  })
  await expect(taken).rejects.toThrow("taken back")
  expect(await database.db.selectFrom("mail").selectAll().execute()).toEqual([])
  expect(await jobs()).toEqual([])

  await queueMail(database.db, secret, mail, now)
  const [row] = await database.db.selectFrom("mail").selectAll().execute()
  expect(row).toMatchObject({ recipient: "ada@example.com", subject: "Join", state: "queued", attempts: 0 })
  expect(JSON.stringify(row?.sealed?.toString("latin1"))).not.toContain("Come in.")
  expect(JSON.parse(secret.unseal(row?.sealed ?? Buffer.alloc(0)))).toMatchObject({ text: "Come in.\n" })
  expect(await jobs()).toEqual([{ task_identifier: "deliver-mail" }])
})
