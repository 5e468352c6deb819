import pino from "pino"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import { testBilling } from "../billing/testing/test-billing.ts"
import { openDatabase } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import { deliverMail } from "../jobs/deliver-mail.ts"
import { noRecordings } from "../recording/testing/no-recordings.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { smtpRefusal, type TestMailServer, testMailServer } from "../testing/test-mail-server.ts"
import { deliverDueMail } from "./deliver-due-mail.ts"
import { mailContent } from "./mail-content.ts"
import { createMailer, type Mailer } from "./mailer.ts"
import { queueMail } from "./queue-mail.ts"
import { tidyMail } from "./tidy-mail.ts"
import { withdrawMail } from "./withdraw-mail.ts"

let database: TestDatabase
let smtp: TestMailServer
let mailer: Mailer
beforeAll(async () => {
  database = await testDatabase()
  smtp = await testMailServer({
    onRcptTo({ address }, _session, done) {
      if (address.startsWith("nobody")) return done(smtpRefusal(550, `5.1.1 <${address}> is not here`))
      if (address.startsWith("busy")) return done(smtpRefusal(450, "4.2.1 try later"))
      done()
    },
  })
  mailer = mailerTo(smtp.url)
})
afterAll(async () => {
  await smtp.stop()
  await database.close()
})
beforeEach(async () => {
  await database.db.deleteFrom("mail").execute()
  smtp.received.length = 0
})

function mailerTo(smtpUrl: string): Mailer {
  const made = createMailer({ smtpUrl, mailFrom: { name: "Holdfast ✓", address: "holdfast@example.org" } })
  if (!made) throw new Error("a mail server was named")
  return made
}

const secret = loadSecret("", "a secret for tests, long enough to be taken")
const start = new Date("2026-11-01T12:00:00.000Z")
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

const queue = (to: string, minutes = 0, subject = "Your export is ready") =>
  queueMail(
    database.db,
    secret,
    {
      workspaceId: "01a00000-0000-7000-8000-000000000000",
      kind: "export-ready",
      to,
      content: mailContent({ subject, paragraphs: ["Grüße: 312 sessions are ready."] }),
      isPersonal: false,
      expiresAt: after(24 * 60),
    },
    after(minutes),
  )
const deliver = (minutes: number, given = mailer) =>
  deliverDueMail({ database, secret, mailer: given, now: () => after(minutes) })
const rows = () => database.db.selectFrom("mail").selectAll().orderBy("recipient").execute()
const recipients = () => smtp.received.map(({ envelope }) => envelope.to.join()).sort()

test("a mail arrives as text and HTML under a name of its own, and its content is forgotten", async () => {
  await queue("ada@example.com")
  expect(await deliver(0)).toEqual({ sent: 1, failed: 0, delayed: 0 })
  const [row] = await rows()
  expect(row).toMatchObject({ state: "sent", attempts: 1, sealed: null, sent_at: start, last_error: null })
  const [{ envelope, mail } = { envelope: null, mail: null }] = smtp.received
  expect(envelope).toEqual({ from: "holdfast@example.org", to: ["ada@example.com"] })
  expect(mail).toMatchObject({
    messageId: `<${row?.id}@example.org>`,
    subject: "Your export is ready",
    from: { value: [{ name: "Holdfast ✓", address: "holdfast@example.org" }] },
    to: { value: [{ name: "", address: "ada@example.com" }] },
    text: "Grüße: 312 sessions are ready.\n",
    html: expect.stringContaining("Grüße: 312 sessions are ready."),
  })
  expect(mail?.headers.get("auto-submitted")).toBe("auto-generated")
  expect(await deliver(1)).toEqual({ sent: 0, failed: 0, delayed: 0 })
})

test("a mail server that is away for an hour loses nothing: all arrives afterwards, once", async () => {
  await smtp.stop()
  for (const name of ["ada", "bob", "cleo"]) await queue(`${name}@example.com`)
  for (let minute = 0; minute < 60; minute++) await deliver(minute)
  expect((await rows()).map(({ state }) => state)).toEqual(["queued", "queued", "queued"])
  expect((await rows())[0]?.last_error).toContain("could not be reached")
  await smtp.start()
  // an hour is the longest that a mail rests
  for (let minute = 60; minute <= 120; minute++) await deliver(minute)
  expect(recipients()).toEqual(["ada@example.com", "bob@example.com", "cleo@example.com"])
  expect((await rows()).map(({ state }) => state)).toEqual(["sent", "sent", "sent"])
})

test("a mail rests longer after each try, and the others do not wait for it", async () => {
  await queue("busy@example.com")
  await queue("ada@example.com")
  const tries: number[] = []
  for (let minute = 0; minute < 200; minute++) {
    const { delayed } = await deliver(minute)
    if (delayed > 0) tries.push(minute)
  }
  expect(tries).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183])
  expect(recipients()).toEqual(["ada@example.com"])
  expect((await rows())[1]).toMatchObject({
    state: "queued",
    attempts: 9,
    due_at: after(243),
    last_error: "The mail server does not take mail for this recipient: 450 4.2.1 try later",
  })
})

test("a recipient that the server refuses for good fails at once, and the reason names nobody", async () => {
  await queue("nobody@example.com")
  expect(await deliver(0)).toEqual({ sent: 0, failed: 1, delayed: 0 })
  expect((await rows())[0]).toMatchObject({
    state: "failed",
    attempts: 1,
    sealed: expect.any(Buffer),
    last_error: "The mail server does not take mail for this recipient: 550 5.1.1 (address) is not here",
  })
  expect(await deliver(600)).toEqual({ sent: 0, failed: 0, delayed: 0 })
})

test("a mail that could not be sent in time fails, is sent no more, and its content is forgotten", async () => {
  await queue("busy@example.com")
  await queue("ada@example.com")
  await deliver(0)
  await tidyMail(database.db, after(24 * 60 - 1))
  expect((await rows())[1]).toMatchObject({ state: "queued", sealed: expect.any(Buffer) })
  expect(await deliver(24 * 60)).toEqual({ sent: 0, failed: 0, delayed: 0 })
  await tidyMail(database.db, after(24 * 60))
  const [sent, busy] = await rows()
  expect(busy).toMatchObject({
    state: "failed",
    sealed: null,
    last_error:
      "It expired before it was sent. The last try: The mail server does not take mail for this recipient: 450 4.2.1 try later",
  })
  expect(sent).toMatchObject({ state: "sent", last_error: null })
})

test("the outbox forgets what ended 90 days ago", async () => {
  await queue("ada@example.com")
  await queue("nobody@example.com")
  await deliver(0)
  const days = 24 * 60
  await tidyMail(database.db, after(90 * days))
  expect((await rows()).map(({ recipient }) => recipient)).toEqual(["ada@example.com", "nobody@example.com"])
  await tidyMail(database.db, after(90 * days + 1))
  expect((await rows()).map(({ recipient }) => recipient)).toEqual(["nobody@example.com"])
  await tidyMail(database.db, after(91 * days + 1))
  expect(await rows()).toEqual([])
})

test("two workers send each mail once", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `person-${index + 10}@example.com`)
  for (const name of names) await queue(name)
  const counts = await Promise.all([deliver(0), deliver(0)])
  expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(20)
  expect(recipients()).toEqual(names)
})

test("a mail whose worker dies while it is sent is due after five minutes, and goes out under the same name", async () => {
  await queue("ada@example.com")
  const worker = openDatabase(database.address, () => {})
  const dying: Mailer = {
    async send(mail) {
      await mailer.send(mail)
      await worker.close()
      return null
    },
  }
  const work = deliverDueMail({ database: worker, secret, mailer: dying, now: () => start })
  await expect(work).rejects.toThrow()
  expect((await rows())[0]).toMatchObject({
    state: "queued",
    attempts: 0,
    due_at: start,
    held_until: after(5),
  })
  expect(await deliver(4)).toEqual({ sent: 0, failed: 0, delayed: 0 })
  expect(await deliver(5)).toEqual({ sent: 1, failed: 0, delayed: 0 })
  const ids = smtp.received.map(({ mail }) => mail.messageId)
  expect(ids).toEqual([ids[0], ids[0]])
})

test("a mail that a worker has to itself is neither withdrawn nor ended", async () => {
  await queue("ada@example.com")
  const day = 24 * 60
  await database.db
    .updateTable("mail")
    .set({ held_until: after(day + 3) })
    .execute()
  const withdraw = (minutes: number) =>
    withdrawMail(
      database.db,
      { workspaceId: "01a00000-0000-7000-8000-000000000000", kind: "export-ready", to: "ada@example.com" },
      "Nobody needs it.",
      after(minutes),
    )
  await withdraw(day + 2)
  await tidyMail(database.db, after(day + 2))
  expect((await rows())[0]).toMatchObject({ state: "queued", last_error: null })
  await withdraw(day + 3)
  expect((await rows())[0]).toMatchObject({ state: "failed", sealed: null, last_error: "Nobody needs it." })
})

test("breaks in an address or a subject begin no header and reach nobody else", async () => {
  const row = {
    workspace_id: null,
    kind: "notice" as const,
    sealed: secret.seal(JSON.stringify({ text: "words", html: "<p>words</p>" })),
    is_personal: true,
    state: "queued" as const,
    due_at: start,
    created_at: start,
    expires_at: after(60),
  }
  const recipient = "ada@example.com\r\nBcc: eve@example.com"
  await database.db
    .insertInto("mail")
    .values([
      {
        ...row,
        id: newId(start),
        recipient: "ada@example.com",
        subject: "Hello\r\nBcc: eve@example.com\r\n\r\nBody",
      },
      { ...row, id: newId(start), recipient, subject: "Hello" },
      { ...row, id: newId(start), recipient: "ada@example.com, eve@example.com", subject: "Hello" },
    ])
    .execute()
  await deliver(0)
  for (const { envelope, mail } of smtp.received) {
    expect(envelope.to).toEqual(["ada@example.com"])
    expect(mail.bcc).toBeUndefined()
    expect(mail.text?.trim()).toBe("words")
  }
  expect((await rows()).map(({ state }) => state).sort()).toEqual(["failed", "failed", "sent"])
})

test("a refused password is told without the password", async () => {
  const strict = await testMailServer({
    onAuth({ username, password }, _session, done) {
      done(smtpRefusal(535, `${username}:${password} is wrong`))
    },
  })
  await queue("ada@example.com")
  const counts = await deliver(0, mailerTo(strict.url.replace("//", "//ada:hunter2@")))
  expect(counts).toEqual({ sent: 0, failed: 0, delayed: 1 })
  expect((await rows())[0]?.last_error).toBe(
    "The mail server refused the user or the password of SMTP_URL: 535 …:… is wrong",
  )
  await strict.stop()
})

test("mail that another secret sealed waits until that is back", async () => {
  await queue("ada@example.com")
  const other = loadSecret("", "another secret for tests, long enough too")
  expect(await deliverDueMail({ database, secret: other, mailer, now: () => start })).toMatchObject({
    delayed: 1,
  })
  expect((await rows())[0]?.last_error).toContain("bring back HOLDFAST_SECRET")
  expect(await deliver(1)).toMatchObject({ sent: 1 })
})

test("without a mail server mail stays where it is, and goes out once there is one", async () => {
  await database.db.deleteFrom("mail").execute()
  const now = new Date()
  const mail = {
    workspaceId: null,
    kind: "notice" as const,
    to: "ada@example.com",
    content: mailContent({ subject: "Hello", paragraphs: ["Words."] }),
    isPersonal: true,
    expiresAt: new Date(now.getTime() + 3_600_000),
  }
  await queueMail(database.db, secret, mail, now)
  const log = pino({ level: "silent" })
  const services = {
    database,
    secret,
    live: { announce: () => {} },
    billing: testBilling({ now: () => now }),
    recordings: noRecordings,
    exports: { workOff: async () => {}, sweep: async () => {} },
    log,
  }
  await deliverMail.run({ ...services, mailer: null })
  expect((await rows())[0]).toMatchObject({ state: "queued", attempts: 0, last_error: null })
  await deliverMail.run({ ...services, mailer })
  expect(recipients()).toEqual(["ada@example.com"])
})
