import type { OutboxMail, OutboxPage } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { loadSecret } from "../../account/secret.ts"
import { mailContent } from "../../mail/mail-content.ts"
import { type NewMail, queueMail } from "../../mail/queue-mail.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let unconfigured: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let admin: string
beforeAll(async () => {
  server = await testApp()
  unconfigured = await testApp({ beside: server, isMailConfigured: false })
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  admin = await server.signIn(shop, "admin")
})
afterAll(async () => {
  await unconfigured.close()
  await server.close()
})
beforeEach(async () => {
  server.setTime(noon)
  await server.database.db.deleteFrom("mail").execute()
})

const noon = new Date("2026-11-01T12:00:00.000Z")
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const secret = loadSecret("", "a secret for tests, long enough to be taken")

/** Queues a mail; answers its id. */
async function queue(subject: string, parts: Partial<NewMail> = {}, minutes = 0): Promise<string> {
  const mail: NewMail = {
    workspaceId: shop.id,
    kind: "invitation",
    to: "ada@example.com",
    content: mailContent({ subject, paragraphs: [`Words of ${subject}`] }),
    isPersonal: false,
    expiresAt: after(7 * 24 * 60),
    ...parts,
  }
  await queueMail(server.database.db, secret, mail, after(minutes))
  const { id } = await server.database.db
    .selectFrom("mail")
    .select("id")
    .where("subject", "=", subject)
    .executeTakeFirstOrThrow()
  return id
}

const call = (
  path: string,
  { method = "GET" as "GET" | "POST" | "HEAD", cookie = admin, app = server.app } = {},
) =>
  app.inject({
    method,
    url: `/api/workspaces/${shop.appId}/mail${path}`,
    headers: { cookie, origin: "http://127.0.0.1:4870" },
  })
const page = async (query = ""): Promise<OutboxPage> => (await call(query)).json()
const mark = (id: string, columns: object) =>
  server.database.db.updateTable("mail").set(columns).where("id", "=", id).execute()
const entries = () =>
  server.database.db.selectFrom("audit_entry").selectAll().where("action", "=", "mail.read").execute()

test("the outbox lists the mail of its workspace, newest first, without what it says", async () => {
  const first = await queue("First")
  await queue("Of another workspace", { workspaceId: other.id }, 1)
  await queue("Of no workspace", { workspaceId: null, kind: "password-reset", isPersonal: true }, 2)
  const failed = await queue("Second", { to: "bob@example.com", isPersonal: true }, 3)
  await mark(failed, { state: "failed", attempts: 2, last_error: "It was not taken." })
  const sent = await queue("Third", {}, 4)
  await mark(sent, { state: "sent", attempts: 1, sealed: null, sent_at: after(5) })
  const common = {
    to: "ada@example.com",
    kind: "invitation",
    isPersonal: false,
    lastError: null,
    expiresAt: "2026-11-08T12:00:00.000Z",
    nextTryAt: null,
    sentAt: null,
  }
  expect(await page()).toEqual({
    isConfigured: true,
    next: null,
    mails: [
      {
        ...common,
        id: sent,
        subject: "Third",
        state: "sent",
        attempts: 1,
        isKept: false,
        createdAt: "2026-11-01T12:04:00.000Z",
        sentAt: "2026-11-01T12:05:00.000Z",
      },
      {
        ...common,
        id: failed,
        subject: "Second",
        to: "bob@example.com",
        isPersonal: true,
        state: "failed",
        attempts: 2,
        lastError: "It was not taken.",
        isKept: true,
        createdAt: "2026-11-01T12:03:00.000Z",
      },
      {
        ...common,
        id: first,
        subject: "First",
        state: "queued",
        attempts: 0,
        isKept: true,
        createdAt: "2026-11-01T12:00:00.000Z",
        nextTryAt: "2026-11-01T12:00:00.000Z",
      },
    ],
  })
})

test("paging gives every mail once, those of the same millisecond too", async () => {
  for (let number = 0; number < 7; number++) await queue(`Mail ${number}`, {}, Math.floor(number / 3))
  const seen: string[] = []
  let before = ""
  for (;;) {
    const { mails, next } = await page(`?size=2${before}`)
    seen.push(...mails.map(({ subject }) => subject))
    if (next === null) break
    before = `&before=${next}`
  }
  expect([...seen].sort()).toEqual(Array.from({ length: 7 }, (_, number) => `Mail ${number}`))
  expect(seen[0]).toBe("Mail 6")
})

test("an owner or admin reads what was not sent, and that is written down", async () => {
  const id = await queue("Join")
  const answer = await call(`/${id}`)
  expect(answer.json()).toEqual({
    id,
    subject: "Join",
    text: "Words of Join\n",
    html: expect.stringContaining("Words of Join"),
  })
  const [entry] = await entries()
  expect(entry).toMatchObject({
    workspace_id: shop.id,
    actor_kind: "person",
    action: "mail.read",
    target_kind: "mail",
    target_id: id,
    target_name: "Join",
    detail: { recipient: "ada@example.com" },
  })
})

test("a personal mail is read by nobody else, and nothing of it is handed out", async () => {
  const before = await entries()
  const id = await queue("Reset", { isPersonal: true })
  const answer = await call(`/${id}`)
  expect(answer.statusCode).toBe(403)
  expect(answer.json()).toEqual({
    error: {
      code: "personal_mail",
      message: `Its link lets the recipient in as themselves, so nobody else reads it here. Whoever runs the server reads it with: holdfast mail ${id}`,
    },
  })
  expect(await entries()).toEqual(before)
})

test("what was sent is forgotten, and a reading that found nothing is not written down", async () => {
  const before = await entries()
  const id = await queue("Gone")
  await mark(id, { state: "sent", sealed: null, sent_at: noon })
  expect((await call(`/${id}`)).statusCode).toBe(410)
  expect((await call(`/${id}`, { method: "HEAD" })).statusCode).toBe(404)
  expect(await entries()).toEqual(before)
})

test("a failed or waiting mail is tried again at once", async () => {
  const id = await queue("Again")
  await mark(id, { state: "failed", attempts: 3, due_at: after(600), last_error: "It was not taken." })
  server.setTime(after(60))
  const again: OutboxMail = (await call(`/${id}/retry`, { method: "POST" })).json()
  expect(again).toMatchObject({ id, state: "queued", attempts: 3, nextTryAt: after(60).toISOString() })
})

test("a mail that is being sent is left to that", async () => {
  const id = await queue("Busy")
  await mark(id, { held_until: after(5) })
  server.setTime(after(4))
  const retry = async (): Promise<OutboxMail> => (await call(`/${id}/retry`, { method: "POST" })).json()
  expect(await retry()).toMatchObject({ state: "queued", nextTryAt: noon.toISOString() })
  // whoever had it to itself is gone
  server.setTime(after(5))
  expect(await retry()).toMatchObject({ state: "queued", nextTryAt: after(5).toISOString() })
})

test.for([
  ["sent", { state: "sent", sealed: null, sent_at: noon }, 409, "already_sent"],
  ["expired", { state: "failed", sealed: null }, 409, "mail_expired"],
  ["about to be ended", { expires_at: noon }, 409, "mail_expired"],
] as const)("a mail that is %s is not tried again", async ([, columns, status, code]) => {
  const id = await queue("Over")
  await mark(id, columns)
  const answer = await call(`/${id}/retry`, { method: "POST" })
  expect([answer.statusCode, answer.json().error.code]).toEqual([status, code])
})

test("without a mail server the outbox says so, and nothing can be tried again", async () => {
  const id = await queue("Waiting")
  const { app } = unconfigured
  expect((await call("", { app })).json()).toMatchObject({ isConfigured: false, mails: [{ id }] })
  const answer = await call(`/${id}/retry`, { app, method: "POST" })
  expect([answer.statusCode, answer.json().error.code]).toEqual([409, "mail_not_configured"])
})

test("mail of others and of nobody is not there", async () => {
  const foreign = await queue("Foreign", { workspaceId: other.id })
  const homeless = await queue("Homeless", { workspaceId: null })
  for (const id of [foreign, homeless]) {
    expect((await call(`/${id}`)).statusCode).toBe(404)
    expect((await call(`/${id}/retry`, { method: "POST" })).statusCode).toBe(404)
  }
})

test.for(["developer", "member", "viewer"] as const)("a %s sees no mail", async (role) => {
  const cookie = await server.signIn(shop, role)
  const id = await queue("Secret")
  const statuses = [
    await call("", { cookie }),
    await call(`/${id}`, { cookie }),
    await call(`/${id}/retry`, { cookie, method: "POST" }),
  ].map(({ statusCode }) => statusCode)
  expect(statuses).toEqual([403, 403, 403])
})

test.for(["?size=0", "?size=x", "?before=nonsense", "?state=sent", "/not-an-id", "/not-an-id/retry"])(
  "%s is refused in a sentence",
  async (path) => {
    const answer = await call(path, { method: path.endsWith("retry") ? "POST" : "GET" })
    expect([answer.statusCode, answer.json().error.message]).toEqual([
      422,
      expect.stringMatching(/takes|known/),
    ])
  },
)
