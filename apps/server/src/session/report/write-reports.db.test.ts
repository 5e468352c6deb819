import { randomUUID } from "node:crypto"
import { applyReport, outcomeOf, type ReportedState, uuidv7 } from "@holdfast/protocol"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { naiveBounces } from "../../../../../packages/protocol/src/testing/bounce-oracle.ts"
import { openDatabase } from "../../db/database.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { unheard } from "../../testing/unheard.ts"
import { settledSession } from "../settled-session.ts"
import { createIntake, type Intake } from "./intake.ts"
import { settleSilentSessions } from "./settle-silent-sessions.ts"
import type { TrustedReport } from "./trusted-report.ts"

let database: TestDatabase
let intake: Intake
/** Another process of Holdfast: it shares nothing but the database. */
let other: Intake
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
  other = createIntake(unheard(openDatabase(database.address, () => {})))
})
afterAll(async () => {
  await other.database.close()
  await database.close()
})

const workspaceId = uuidv7(0, new Uint8Array(10))
const hour = 3600 * 1000
const start = Date.UTC(2026, 0, 1)

const reportOf = (customerId: string, change: Partial<TrustedReport> = {}): TrustedReport => ({
  workspaceId,
  mode: "live",
  customerId,
  clientKey: randomUUID(),
  source: "widget",
  verified: true,
  receivedAt: new Date(start + 100 * hour),
  startedAt: new Date(start),
  revision: 1,
  ...change,
  facts: { ...change.facts, customer: { id: customerId } },
})

const storedOf = (customerIds: readonly string[]) =>
  database.db
    .selectFrom("session")
    .select([
      "id",
      "client_key",
      "customer_id",
      "created_at",
      "outcome",
      "bounced_by",
      "revision",
      "feedback",
    ])
    .where("workspace_id", "=", workspaceId)
    .where("customer_id", "in", customerIds)
    .execute()

const says = {
  nothing: {},
  closes: { aborted: true },
  cancels: { canceled: true },
  accepts: { acceptedOffer: { offerType: "PAUSE" as const } },
}
const step = fc.record({
  customer: fc.nat(4),
  session: fc.nat(3),
  revision: fc.integer({ min: 1, max: 5 }),
  says: fc.constantFrom("nothing", "closes", "cancels", "accepts"),
  byOther: fc.boolean(),
})

test("many customers' reports at once, in any order, by two processes, come to what the rules say", async () => {
  const hours = [0, 20, 24, 60]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
      const customers = Array.from({ length: 5 }, () => randomUUID())
      const expected = new Map<string, { state: ReportedState; createdAt: number }>()
      const results = await Promise.all(
        steps.map(({ customer, session, revision, says: what, byOther }) => {
          const customerId = customers[customer] ?? ""
          // the same revision always says the same, as a report that is sent again does
          const facts = { ...says[what], feedback: `${revision} ${what}` }
          const clientKey = `${customerId} ${session} ${what}`
          const startedAt = new Date(start + (hours[session] ?? 0) * hour)
          const known = expected.get(clientKey)?.state ?? null
          expected.set(clientKey, {
            state: applyReport(known, { revision, facts: { ...facts, customer: { id: customerId } } }),
            createdAt: startedAt.getTime(),
          })
          const report = reportOf(customerId, { clientKey, startedAt, revision, facts })
          return (byOther ? other : intake).record(report)
        }),
      )
      expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(["recorded"]))

      const rows = await storedOf(customers)
      const outcomes = rows.map((row) => [
        row.client_key,
        row.created_at.getTime(),
        row.outcome,
        row.feedback,
      ])
      const naive = Array.from(expected, ([key, { state, createdAt }]) => {
        const { canceled, acceptedOffer, aborted, feedback } = state.facts
        const outcome = outcomeOf({
          canceled: canceled === true,
          acceptedOffer: acceptedOffer?.offerType ? { offerType: acceptedOffer.offerType } : null,
          ended: aborted === true,
        })
        return [key, createdAt, outcome.kind, feedback]
      })
      expect(outcomes.sort()).toEqual(naive.sort())

      for (const customerId of customers) {
        const own = rows.filter((row) => row.customer_id === customerId)
        const settled = own.filter((row) => row.outcome !== "open").map(settledSession)
        const bounces = naiveBounces(settled)
        expect(own.map((row) => [row.id, row.bounced_by])).toEqual(
          own.map((row) => [row.id, bounces.get(row.id) ?? null]),
        )
      }
    }),
    { numRuns: 60 },
  )
})

test("a report that the database refuses fails alone", async () => {
  const customers = Array.from({ length: 20 }, () => randomUUID())
  const settled = await Promise.allSettled(
    customers.map((customerId, n) =>
      intake.record(reportOf(customerId, { facts: { canceled: true, feedback: n === 7 ? "a\0b" : "fine" } })),
    ),
  )
  const refused = settled.flatMap((result, n) =>
    result.status === "rejected" ? [[n, result.reason.code]] : [],
  )
  expect(refused).toEqual([[7, "22P05"]])
  const stored = await storedOf(customers)
  expect(stored.map((row) => row.customer_id).sort()).toEqual(customers.toSpliced(7, 1).sort())
})

test("one key of two customers goes to one of them; the other is told that it is taken", async () => {
  for (let i = 0; i < 20; i++) {
    const clientKey = randomUUID()
    const [ada, bob] = [randomUUID(), randomUUID()]
    const kinds = await Promise.all(
      [ada, bob].map(async (customerId) => {
        const { kind } = await intake.record(reportOf(customerId, { clientKey }))
        return kind
      }),
    )
    expect(kinds.sort()).toEqual(["foreign", "recorded"])
    expect(await storedOf([ada, bob])).toHaveLength(1)
  }
})

test("two processes and the job that settles silent sessions never lock each other out", async () => {
  const customers = Array.from({ length: 40 }, () => randomUUID())
  const keys = new Map(customers.map((customerId): [string, string] => [customerId, randomUUID()]))
  const write = (which: Intake, revision: number, order: readonly string[]) =>
    order.map((customerId) =>
      which.record(
        reportOf(customerId, { clientKey: keys.get(customerId) ?? null, revision, facts: { feedback: "x" } }),
      ),
    )
  const now = new Date(start + 200 * hour)
  for (let round = 1; round <= 10; round++) {
    await Promise.all([
      ...write(intake, round, customers),
      ...write(other, round, customers.toReversed()),
      settleSilentSessions(unheard(database), workspaceId, now),
      settleSilentSessions(unheard(other.database), workspaceId, now),
    ])
  }
  const rows = await storedOf(customers)
  expect(rows.map((row) => row.revision)).toEqual(customers.map(() => 10))
  const { rows: stats } = await database.pool.query<{ deadlocks: string }>(
    "select deadlocks from pg_stat_database where datname = current_database()",
  )
  expect(stats).toEqual([{ deadlocks: "0" }])
})

test("a connection that is lost in the middle leaves nothing half written, and every caller is told; the other goes on", async () => {
  const first = randomUUID()
  const customers = [first, ...Array.from({ length: 19 }, () => randomUUID())]
  const closed = await intake.record(reportOf(first, { facts: { aborted: true } }))
  const holder = await database.pool.connect()
  await holder.query("begin")
  // the row that the batch is going to set aside, after it has written its sessions
  await holder.query("select from session where id = $1 for update", [
    "sessionId" in closed && closed.sessionId,
  ])
  const reports = customers.map((id) => reportOf(id, { facts: { canceled: true } }))
  const settled = Promise.allSettled(reports.map((report) => intake.record(report)))
  const stop = async () => {
    const { rows } = await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%update session set bounced_by%'`,
    )
    return rows.length
  }
  await expect.poll(stop).toBe(1)
  // those for whom another batch was not worthwhile at once did not wait for the one that hangs
  const [lost, kept] = [customers.slice(0, 16), customers.slice(16)]
  expect((await settled).map((result) => result.status)).toEqual([
    ...lost.map(() => "rejected"),
    ...kept.map(() => "fulfilled"),
  ])
  await holder.query("rollback")
  holder.release()
  expect((await storedOf(lost)).map((row) => row.outcome)).toEqual(["abandoned"])
  expect((await storedOf(kept)).map((row) => row.outcome)).toEqual(kept.map(() => "canceled"))

  await Promise.all(reports.map((report) => intake.record(report)))
  expect((await storedOf(customers)).map((row) => row.outcome).sort()).toEqual([
    "abandoned",
    ...customers.map(() => "canceled"),
  ])
})

test("sessions of long ago that are written or bounced are noted for the facet blocks, new ones are not", async () => {
  const [ada, bob] = [randomUUID(), randomUUID()]
  await database.db.deleteFrom("facet_stale").execute()
  const receivedAt = new Date(start + 100 * hour)
  await intake.record(reportOf(ada, { receivedAt, startedAt: receivedAt, facts: { aborted: true } }))
  const noted = () => database.db.selectFrom("facet_stale").select(["mode", "from_at", "to_at"]).execute()
  expect(await noted()).toEqual([])
  const at = (hours: number) => new Date(start + hours * hour)
  await intake.record(reportOf(bob, { receivedAt, startedAt: at(1), facts: { aborted: true } }))
  await intake.record(reportOf(bob, { receivedAt, startedAt: at(2), facts: { canceled: true } }))
  const span = (from: number, to: number) => ({ mode: "live", from_at: at(from), to_at: at(to) })
  // each as it was written, and the first again when the second set it aside
  expect(await noted()).toEqual([span(1, 1), span(2, 2), span(1, 1)])

  await database.db.deleteFrom("facet_stale").execute()
  const together = [at(3), receivedAt].map((startedAt) =>
    intake.record(reportOf(randomUUID(), { receivedAt, startedAt })),
  )
  await Promise.all(together)
  expect(await noted()).toEqual([span(3, 3)])
})
