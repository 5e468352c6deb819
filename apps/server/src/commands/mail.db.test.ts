import { afterAll, beforeAll, expect, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import { createWorkspace, newWorkspace } from "../account/workspaces.ts"
import { mailContent } from "../mail/mail-content.ts"
import { queueMail } from "../mail/queue-mail.ts"
import { startCommand } from "../testing/start-command.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"

let database: TestDatabase
const shop = newWorkspace("Shop", new Date())
beforeAll(async () => {
  database = await testDatabase()
  await createWorkspace(database.db, shop, new Date())
})
afterAll(() => database.close())

const passphrase = "a secret for tests, long enough to be taken"

const holdfast = (args: string[], secret = passphrase) =>
  startCommand(database.address, args, { HOLDFAST_SECRET: secret, SMTP_URL: "" }).ended

async function queue(subject: string, workspaceId: string | null): Promise<string> {
  const mail = {
    workspaceId,
    kind: "password-reset" as const,
    to: "ada@example.com",
    content: mailContent({ subject, paragraphs: [`Words of ${subject}`] }),
    isPersonal: true,
    expiresAt: new Date(Date.now() + 3_600_000),
  }
  await queueMail(database.db, loadSecret("", passphrase), mail, new Date())
  const row = await database.db
    .selectFrom("mail")
    .select("id")
    .where("subject", "=", subject)
    .executeTakeFirst()
  return row?.id ?? ""
}

test("whoever runs the server reads every mail that was not sent, and the workspace's log says so", async () => {
  const reset = await queue("Reset", null)
  const personal = await queue("Personal", shop.id)
  const { out } = await holdfast(["mail"])
  expect(out).toContain(`${personal}  `)
  expect(out).toContain("  ada@example.com: Reset\n")
  expect(out).toContain("No mail server is configured (SMTP_URL)")
  expect(await holdfast(["mail", reset])).toEqual({
    code: 0,
    err: "",
    out: "To       ada@example.com\nSubject  Reset\n\nWords of Reset\n",
  })
  expect((await holdfast(["mail", personal])).out).toContain("Words of Personal")
  expect(await database.db.selectFrom("audit_entry").selectAll().execute()).toMatchObject([
    { workspace_id: shop.id, actor_kind: "command", action: "mail.read", target_id: personal, address: null },
  ])
})

test("a mail that is not there, is forgotten, or was sealed otherwise is told in a sentence", async () => {
  const id = await queue("Sealed", null)
  expect(await holdfast(["mail", "nonsense"])).toMatchObject({
    code: 1,
    err: 'holdfast: There is no mail "nonsense"; holdfast mail lists what there is.\n',
  })
  expect((await holdfast(["mail", id], "another secret for tests, long enough too")).err).toContain(
    "bring back HOLDFAST_SECRET",
  )
  await database.db.updateTable("mail").set({ sealed: null, state: "failed" }).where("id", "=", id).execute()
  expect((await holdfast(["mail", id])).err).toContain("what it said is forgotten")
})
