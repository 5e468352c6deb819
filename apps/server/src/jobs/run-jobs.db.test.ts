import { randomUUID } from "node:crypto"
import pino from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import { createWorkspace, newWorkspace } from "../account/workspaces.ts"
import { demoFlows } from "../demo/demo-flows.ts"
import { seedSessions } from "../demo/seed-sessions.ts"
import { mailContent } from "../mail/mail-content.ts"
import { createMailer } from "../mail/mailer.ts"
import { queueMail } from "../mail/queue-mail.ts"
import { type Topic, topicOf } from "../session/live/topic.ts"
import { createIntake, type Intake } from "../session/report/intake.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { type TestMailServer, testMailServer } from "../testing/test-mail-server.ts"
import { unheard } from "../testing/unheard.ts"
import { type Jobs, runJobs } from "./run-jobs.ts"

let database: TestDatabase
let intake: Intake
let jobs: Jobs
let smtp: TestMailServer
const secret = loadSecret("", "a secret for tests, long enough to be taken")
const announced: Topic[] = []
const ran: string[] = []
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
  const live = { announce: (topics: Iterable<Topic>) => void announced.push(...topics) }
  smtp = await testMailServer()
  const mailer = createMailer({ smtpUrl: smtp.url, mailFrom: { name: "", address: "holdfast@example.org" } })
  const exports = {
    workOff: async () => void ran.push("workOff"),
    sweep: async () => void ran.push("sweep"),
  }
  jobs = await runJobs({ database, secret, mailer, live, exports, log: pino({ level: "silent" }) })
})
afterAll(async () => {
  await jobs.stop()
  await smtp.stop()
  await database.close()
})

test("the job settles silent sessions of every workspace, announces them, and leaves the others open", async () => {
  const longAgo = new Date(Date.now() - 31 * 60_000)
  const open = (workspaceId: string, customerId: string, at: Date) =>
    intake.record({
      workspaceId,
      mode: "live",
      customerId,
      clientKey: randomUUID(),
      source: "widget",
      verified: true,
      receivedAt: at,
      startedAt: at,
      revision: 0,
      facts: { customer: { id: customerId } },
    })
  for (const name of ["one", "two"]) {
    const workspace = newWorkspace(name, new Date())
    await createWorkspace(database.db, workspace, new Date())
    await open(workspace.id, `${name} silent`, longAgo)
    await open(workspace.id, `${name} busy`, new Date())
  }
  await database.pool.query("select graphile_worker.add_job('settle-sessions')")
  const outcomes = async () => {
    const rows = await database.db
      .selectFrom("session")
      .select(["customer_id", "outcome"])
      .orderBy("customer_id")
      .execute()
    return rows.map((row) => `${row.customer_id}: ${row.outcome}`)
  }
  await expect
    .poll(outcomes, { timeout: 20_000 })
    .toEqual(["one busy: open", "one silent: abandoned", "two busy: open", "two silent: abandoned"])
  const settled = await database.db
    .selectFrom("session")
    .select(["workspace_id as workspaceId", "mode"])
    .where("outcome", "=", "abandoned")
    .execute()
  const topics = settled.map(({ workspaceId, mode }) => topicOf(workspaceId, mode))
  await expect.poll(() => announced.toSorted()).toEqual(topics.toSorted())
})

test("the job makes facet blocks for every workspace", async () => {
  const workspace = newWorkspace("old", new Date())
  await createWorkspace(database.db, workspace, new Date())
  const flows = demoFlows(workspace.id, { until: new Date(), years: 1 })
  const options = { sessions: 2500, seed: 3, years: 1, until: new Date(), flows }
  await seedSessions(database.pool, workspace.id, options)
  await database.pool.query("select graphile_worker.add_job('make-facet-blocks')")
  const covered = async () => {
    const sizes = await database.db
      .selectFrom("facet_block")
      .select("size")
      .where("workspace_id", "=", workspace.id)
      .where("mode", "=", "live")
      .execute()
    return sizes.reduce((sum, { size }) => sum + size, 0)
  }
  await expect.poll(covered, { timeout: 20_000 }).toBeGreaterThan(2000)
})

test("a mail is on its way as soon as the transaction that queued it commits", async () => {
  const now = new Date()
  await queueMail(
    database.db,
    secret,
    {
      workspaceId: null,
      kind: "notice",
      to: "ada@example.com",
      content: mailContent({ subject: "Hello", paragraphs: ["Words."] }),
      isPersonal: true,
      expiresAt: new Date(now.getTime() + 60_000),
    },
    now,
  )
  await expect
    .poll(() => smtp.received.map(({ mail }) => mail.subject), { timeout: 20_000 })
    .toEqual(["Hello"])
})

test("the jobs work off exports and sweep after them", async () => {
  for (const name of ["make-exports", "sweep-exports"]) {
    await database.pool.query("select graphile_worker.add_job($1)", [name])
  }
  await expect.poll(() => ran.toSorted(), { timeout: 20_000 }).toEqual(["sweep", "workOff"])
})

test("the jobs are scheduled", async () => {
  // the library's own list of what it runs by the clock
  const scheduled = async () =>
    (await database.pool.query("select identifier from graphile_worker._private_known_crontabs order by 1"))
      .rows
  await expect
    .poll(scheduled, { timeout: 10_000 })
    .toEqual(
      [
        "deliver-mail",
        "make-facet-blocks",
        "prune-changes",
        "settle-sessions",
        "sweep-exports",
        "tidy-sign-in",
      ].map((identifier) => ({ identifier })),
    )
})
