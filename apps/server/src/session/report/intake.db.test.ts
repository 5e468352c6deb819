import { randomUUID } from "node:crypto"
import { type SettledSession, uuidv7 } from "@holdfast/protocol"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { historyOf, naiveBounces } from "../../../../../packages/protocol/src/testing/bounce-oracle.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { unheard } from "../../testing/unheard.ts"
import { settledSession } from "../settled-session.ts"
import { createIntake, type Intake } from "./intake.ts"
import { settleSilentSessions } from "./settle-silent-sessions.ts"
import type { TrustedReport } from "./trusted-report.ts"

let database: TestDatabase
let intake: Intake
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
})
afterAll(() => database.close())

const workspaceId = uuidv7(0, new Uint8Array(10))

const reportOf = (customerId: string, change: Partial<TrustedReport>): TrustedReport => ({
  workspaceId,
  mode: "live",
  customerId,
  clientKey: randomUUID(),
  source: "widget",
  verified: true,
  receivedAt: new Date(),
  startedAt: new Date(),
  revision: 1,
  facts: {},
  ...change,
  ...(change.facts && { facts: { ...change.facts, customer: { ...change.facts.customer, id: customerId } } }),
})

const sessionsOf = (customerId: string) =>
  database.db
    .selectFrom("session")
    .select(["id", "client_key", "created_at", "outcome", "subscription_id", "bounced_by", "revision"])
    .where("workspace_id", "=", workspaceId)
    .where("customer_id", "=", customerId)
    .execute()

/** What the naive rule says of the rows that are there. */
async function expectedBounces(customerId: string) {
  const rows = await sessionsOf(customerId)
  const settled = rows.filter((row) => row.outcome !== "open").map(settledSession)
  const bounces = naiveBounces(settled)
  return {
    stored: Object.fromEntries(rows.map((row) => [row.id, row.bounced_by])),
    naive: Object.fromEntries(rows.map((row) => [row.id, bounces.get(row.id) ?? null])),
    bounced: rows.filter((row) => row.bounced_by !== null).length,
  }
}

test("bounces are right after any history, arriving in any order, by many writers at once", async () => {
  let bounced = 0
  const histories = historyOf(14).chain((sessions) =>
    fc.shuffledSubarray(sessions, { minLength: sessions.length }),
  )
  await fc.assert(
    fc.asyncProperty(histories, fc.boolean(), async (sessions, atOnce) => {
      const customerId = randomUUID()
      const write = ({ createdAt, isDecision, subscriptionId }: SettledSession) =>
        intake.record(
          reportOf(customerId, {
            startedAt: new Date(createdAt),
            facts: {
              ...(isDecision ? { canceled: true } : { aborted: true }),
              customer: { subscriptionId },
            },
          }),
        )
      if (atOnce) await Promise.all(sessions.map(write))
      else for (const session of sessions) await write(session)
      const { stored, naive, bounced: more } = await expectedBounces(customerId)
      expect(Object.keys(stored)).toHaveLength(sessions.length)
      expect(stored).toEqual(naive)
      bounced += more
    }),
    { numRuns: 120 },
  )
  expect(bounced).toBeGreaterThan(100)
})

test("sessions that change their outcome, and reports that race, leave the bounces right", async () => {
  const step = fc.record({
    session: fc.integer({ min: 0, max: 5 }),
    revision: fc.integer({ min: 1, max: 6 }),
    says: fc.constantFrom("nothing", "closes", "cancels", "accepts"),
    subscriptionId: fc.constantFrom(null, "sub_1", "sub_2"),
  })
  const facts = {
    nothing: {},
    closes: { aborted: true },
    cancels: { canceled: true },
    accepts: { acceptedOffer: { offerType: "PAUSE" as const } },
  }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const customerId = randomUUID()
      const hours = [0, 5, 23, 24, 48, 49]
      await Promise.all(
        steps.map(({ session, revision, says, subscriptionId }) =>
          intake.record(
            reportOf(customerId, {
              clientKey: `${customerId} ${session}`,
              startedAt: new Date(Date.UTC(2026, 0, 1, hours[session])),
              revision,
              facts: { ...facts[says], customer: { subscriptionId } },
            }),
          ),
        ),
      )
      const kindsOf = (session: number) =>
        new Set(steps.flatMap((each) => (each.session === session ? [each.says] : [])))
      for (const row of await sessionsOf(customerId)) {
        const said = kindsOf(Number(row.client_key?.split(" ")[1]))
        const decided = said.has("cancels") ? "canceled" : said.has("accepts") ? "saved" : null
        if (decided) expect(row.outcome).toBe(decided)
        else expect(["open", "abandoned"]).toContain(row.outcome)
      }
      const { stored, naive } = await expectedBounces(customerId)
      expect(Object.keys(stored)).toHaveLength(new Set(steps.map((each) => each.session)).size)
      expect(stored).toEqual(naive)
    }),
    { numRuns: 60 },
  )
})

test("a subscription that is named late, and one that is named otherwise, decide the bounces again", async () => {
  const customerId = randomUUID()
  const report = (clientKey: string, revision: number, subscriptionId: string | null) =>
    intake.record(
      reportOf(customerId, {
        clientKey: `${customerId} ${clientKey}`,
        startedAt: new Date(`2026-01-01T${clientKey}:00:00Z`),
        revision,
        facts: { canceled: true, customer: { subscriptionId } },
      }),
    )
  const bounced = async () =>
    (await sessionsOf(customerId))
      .filter(({ bounced_by }) => bounced_by !== null)
      .map(({ client_key }) => client_key?.split(" ")[1])
  await report("09", 1, null)
  await report("10", 1, "sub_1")
  expect(await bounced()).toEqual(["09"])
  await report("09", 2, "sub_2")
  expect(await bounced()).toEqual([])
  await report("10", 2, "sub_2")
  expect(await bounced()).toEqual(["09"])
})

test("the other mode and the other customer are not touched", async () => {
  const [ada, bob] = [randomUUID(), randomUUID()]
  const startedAt = new Date("2026-01-01T09:00:00Z")
  await intake.record(reportOf(ada, { startedAt, facts: { aborted: true } }))
  await intake.record(reportOf(ada, { startedAt, mode: "test", facts: { canceled: true } }))
  await intake.record(reportOf(bob, { startedAt, facts: { canceled: true } }))
  expect((await sessionsOf(ada)).map((row) => row.bounced_by)).toEqual([null, null])
})

test("a session without a customer is kept and never bounces", async () => {
  const nobody = { ...reportOf("x", {}), customerId: null, facts: { canceled: true } }
  await intake.record(nobody)
  await intake.record({ ...nobody, clientKey: randomUUID() })
  const rows = await database.db
    .selectFrom("session")
    .select("bounced_by")
    .where("customer_id", "is", null)
    .execute()
  expect(rows).toEqual([{ bounced_by: null }, { bounced_by: null }])
})

test("a decision stays a decision through reopening reports and late closings", async () => {
  const customerId = randomUUID()
  const clientKey = randomUUID()
  for (const [revision, facts] of [
    [3, { acceptedOffer: { offerType: "DISCOUNT" as const, couponId: "SAVE" } }],
    [5, { aborted: true }],
    [4, {}],
  ] as const) {
    await intake.record(reportOf(customerId, { clientKey, revision, facts }))
  }
  expect(await sessionsOf(customerId)).toMatchObject([{ outcome: "saved", revision: 5 }])
})

test("a decision that races with the settling of silent sessions wins", async () => {
  const startedAt = new Date("2026-03-01T09:00:00Z")
  const runs = Array.from({ length: 25 }, () => ({ customerId: randomUUID(), clientKey: randomUUID() }))
  for (const { customerId, clientKey } of runs) {
    await intake.record(
      reportOf(customerId, { clientKey, startedAt, receivedAt: startedAt, revision: 0, facts: {} }),
    )
  }
  const later = new Date("2026-03-01T10:00:00Z")
  await Promise.all([
    settleSilentSessions(unheard(database), workspaceId, later),
    settleSilentSessions(unheard(database), workspaceId, later),
    ...runs.map(({ customerId, clientKey }) =>
      intake.record(reportOf(customerId, { clientKey, receivedAt: later, facts: { canceled: true } })),
    ),
  ])
  const outcomes = await Promise.all(
    runs.map(async ({ customerId }) => (await sessionsOf(customerId)).map((row) => row.outcome)),
  )
  expect(outcomes).toEqual(runs.map(() => ["canceled"]))
})
