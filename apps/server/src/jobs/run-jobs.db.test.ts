import { randomUUID } from "node:crypto"
import pg from "pg"
import pino from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import { createWorkspace, newWorkspace } from "../account/workspaces.ts"
import { fakeProvider } from "../billing/testing/fake-provider.ts"
import { testBilling } from "../billing/testing/test-billing.ts"
import { demoFlows } from "../demo/demo-flows.ts"
import { seedSessions } from "../demo/seed-sessions.ts"
import { mailContent } from "../mail/mail-content.ts"
import { createMailer } from "../mail/mailer.ts"
import { queueMail } from "../mail/queue-mail.ts"
import { noRecordings } from "../recording/testing/no-recordings.ts"
import { type Topic, topicOf } from "../session/live/topic.ts"
import { createIntake, type Intake } from "../session/report/intake.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { type TestMailServer, testMailServer } from "../testing/test-mail-server.ts"
import { unheard } from "../testing/unheard.ts"
import type { JobServices } from "./job.ts"
import type { Worker } from "./keep-working.ts"
import { runJobs } from "./run-jobs.ts"

let database: TestDatabase
let intake: Intake
let jobs: Worker
let smtp: TestMailServer
const secret = loadSecret("", "a secret for tests, long enough to be taken")
const announced: Topic[] = []
const ran: string[] = []
const warnings: string[] = []
/** The export at work says that it is in the middle, and waits. */
let inTheMiddle: PromiseWithResolvers<void> | null = null
const release = Promise.withResolvers<void>()
let services: JobServices
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
  const live = { announce: (topics: Iterable<Topic>) => void announced.push(...topics) }
  smtp = await testMailServer()
  const mailer = createMailer({ smtpUrl: smtp.url, mailFrom: { name: "", address: "holdfast@example.org" } })
  const exports = {
    workOff: async () => {
      ran.push("workOff")
      if (!inTheMiddle) return
      inTheMiddle.resolve()
      await release.promise
    },
    sweep: async () => void ran.push("sweep"),
  }
  const log = pino({ level: "warn" }, { write: (line: string) => void warnings.push(JSON.parse(line).msg) })
  const provider = fakeProvider({ outcomeOf: async () => ({ kind: "applied" }) })
  const billing = testBilling({ providerOf: async () => provider, log, now: () => new Date() })
  services = { database, secret, mailer, live, billing, recordings: noRecordings, exports, log }
  jobs = await runJobs(database.pool, services)
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
    .poll(outcomes)
    .toEqual(["one busy: open", "one silent: abandoned", "two busy: open", "two silent: abandoned"])
  const settled = await database.db
    .selectFrom("session")
    .select(["workspace_id as workspaceId", "mode"])
    .where("outcome", "=", "abandoned")
    .execute()
  const topics = settled.map(({ workspaceId, mode }) => topicOf(workspaceId, mode))
  await expect.poll(() => announced.toSorted()).toEqual(topics.toSorted())
})

test("the job finds out what became of a request whose sender is gone", async () => {
  const now = new Date()
  const workspace = newWorkspace("asks", now)
  await createWorkspace(database.db, workspace, now)
  await database.db
    .insertInto("action_request")
    .values({
      workspace_id: workspace.id,
      id: randomUUID(),
      mode: "live",
      customer_id: "cus_1",
      action: "cancel",
      body: JSON.stringify({ cancelAtPeriodEnd: true }),
      requested_at: now,
      state: "sending",
      attempt: 1,
      sending_until: now,
    })
    .execute()
  await database.pool.query("select graphile_worker.add_job('settle-requests')")
  const states = () => database.db.selectFrom("action_request").select("state").execute()
  await expect.poll(states).toEqual([{ state: "applied" }])
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
  await expect.poll(covered).toBeGreaterThan(2000)
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
  await expect.poll(() => smtp.received.map(({ mail }) => mail.subject)).toEqual(["Hello"])
})

test("the jobs work off exports and sweep after them", async () => {
  const before = ran.length
  for (const name of ["make-exports", "sweep-exports"]) {
    await database.pool.query("select graphile_worker.add_job($1)", [name])
  }
  await expect.poll(() => ran.slice(before).toSorted()).toEqual(expect.arrayContaining(["sweep", "workOff"]))
})

test("the jobs of each minute are queued at the start, and once however often that is", async () => {
  const second = await runJobs(database.pool, services)
  await second.stop()
  const { rows } = await database.pool.query(
    "select key from graphile_worker.jobs where key like 'each minute: %' and locked_at is null order by 1",
  )
  const keys = rows.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  await expect.poll(() => ran).toContain("sweep")
})

test("a job that a clock ahead of time put off runs within the minute after", async () => {
  const before = ran.length
  await jobs.stop()
  await database.pool.query(`
    select graphile_worker.add_job('sweep-exports', job_key => 'each minute: sweep-exports',
      run_at => now() + interval '4 hours', max_attempts => 1)`)
  jobs = await runJobs(database.pool, services)
  await expect.poll(() => ran.length).toBeGreaterThan(before)
})

test("the database restarting in the middle of a job ends neither the process nor the jobs", async () => {
  const rejections: unknown[] = []
  const hear = (reason: unknown) => void rejections.push(reason)
  process.on("unhandledRejection", hear)
  inTheMiddle = Promise.withResolvers()
  await database.pool.query("select graphile_worker.add_job('make-exports')")
  await inTheMiddle.promise
  const killer = new pg.Client(database.address)
  await killer.connect()
  // as a restart does: everything that holds a connection loses it, again and again while the job ends
  const kill = () =>
    killer.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    )
  await kill()
  const refusing = database.pool.connect.bind(database.pool)
  const away = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })
  database.pool.connect = () => Promise.reject(away)
  release.resolve()
  await expect.poll(() => warnings).toContain("the background jobs stopped; they are started again")
  database.pool.connect = refusing
  await killer.end()
  const before = ran.length
  await expect
    .poll(
      async () => {
        await database.pool
          .query("select graphile_worker.add_job('sweep-exports', job_key => 'again')")
          .catch(() => {})
        return ran.length
      },
      { interval: 500 },
    )
    .toBeGreaterThan(before)
  process.off("unhandledRejection", hear)
  expect(rejections).toEqual([])
})

test("jobs of a worker that was killed do not stay locked for ever", async () => {
  const lockedFor = async (hours: number) => {
    const { rows } = await database.pool.query(
      "select id from graphile_worker.add_job('killed', run_at => now() + interval '1 day', max_attempts => 1)",
    )
    await database.pool.query(
      `update graphile_worker._private_jobs
       set locked_by = 'killed', attempts = 1, locked_at = now() - make_interval(hours => $1) where id = $2`,
      [hours, rows[0].id],
    )
  }
  await lockedFor(1)
  await lockedFor(5)
  const again = await runJobs(database.pool, services)
  await again.stop()
  const { rows } = await database.pool.query(
    `select extract(hour from now() - locked_at)::int as hours from graphile_worker._private_jobs
     where locked_by = 'killed'`,
  )
  expect(rows).toEqual([{ hours: 1 }])
})
