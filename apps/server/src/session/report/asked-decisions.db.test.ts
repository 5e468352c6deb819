import { randomUUID } from "node:crypto"
import { type SessionFacts, uuidv7 } from "@holdfast/protocol"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { naiveBounces } from "../../../../../packages/protocol/src/testing/bounce-oracle.ts"
import { naiveDecision } from "../../../../../packages/protocol/src/testing/decision-oracle.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { unheard } from "../../testing/unheard.ts"
import { toRecord } from "../read/to-record.ts"
import { settledSession } from "../settled-session.ts"
import { createIntake, type Intake } from "./intake.ts"
import { settleSilentSessions } from "./settle-silent-sessions.ts"

let database: TestDatabase
let intake: Intake
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
})
afterAll(() => database.close())

const workspaceId = uuidv7(0, new Uint8Array(10))
const minute = 60_000
const hour = 60 * minute
const start = Date.UTC(2026, 0, 1)

/** One run of the flow, that reports as the widget does. */
function runOf(customerId: string, startedAt = new Date(start)) {
  const clientKey = randomUUID()
  return {
    clientKey,
    report: (revision: number, facts: SessionFacts, receivedAt = startedAt) =>
      intake.record({
        workspaceId,
        mode: "live",
        customerId,
        clientKey,
        source: "widget",
        verified: true,
        receivedAt,
        startedAt,
        revision,
        facts: { ...facts, customer: { id: customerId } },
      }),
  }
}

const sessionsOf = (customerId: string) =>
  database.db
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("customer_id", "=", customerId)
    .orderBy("created_at")
    .execute()
const storedOf = async (customerId: string) =>
  (await sessionsOf(customerId)).map(({ outcome, decision_state }) => [outcome, decision_state])
const kindsOf = async (customerId: string, at = 0) => {
  const id = (await sessionsOf(customerId))[at]?.id ?? ""
  const changes = await database.db
    .selectFrom("session_change")
    .select("kind")
    .where("workspace_id", "=", workspaceId)
    .where("session_id", "=", id)
    .orderBy("n")
    .execute()
  return changes.map(({ kind }) => kind)
}

const asksToCancel = { canceled: true, decisionState: "asked" } as const
const refused = { canceled: false, decisionState: "refused" } as const
const pause = { offerType: "PAUSE", guid: "p" } as const

test("a cancellation counts from the moment it is asked, and its answer only confirms it", async () => {
  const customerId = randomUUID()
  const { report } = runOf(customerId)
  await report(1, { canceled: false })
  await report(2, asksToCancel)
  expect(await storedOf(customerId)).toEqual([["canceled", "asked"]])
  const [asked] = await sessionsOf(customerId)
  expect(asked && toRecord(asked)).toMatchObject({ canceled: true, saveType: null, decisionState: "asked" })
  await report(3, { canceled: true })
  expect(await storedOf(customerId)).toEqual([["canceled", null]])
  const [confirmed] = await sessionsOf(customerId)
  expect(confirmed && toRecord(confirmed)).not.toHaveProperty("decisionState")
  expect(confirmed?.settled_at).toEqual(asked?.settled_at)
  expect(await kindsOf(customerId)).toEqual(["opened", "settled", "updated"])
})

test("an offer that is asked for is a save, until it is refused", async () => {
  const customerId = randomUUID()
  const { report } = runOf(customerId)
  await report(1, { acceptedOffer: pause, decisionState: "asked" })
  const [asked] = await sessionsOf(customerId)
  expect(asked).toMatchObject({ outcome: "saved", save_type: "PAUSE", offer_type: "PAUSE" })
  await report(2, refused)
  const [taken] = await sessionsOf(customerId)
  expect(taken).toMatchObject({ outcome: "open", save_type: null, offer_type: null, settled_at: null })
  await report(3, { ...refused, aborted: true })
  expect(await storedOf(customerId)).toEqual([["abandoned", "refused"]])
  expect(await kindsOf(customerId)).toEqual(["settled", "reopened", "settled"])
})

test("a question that nobody answers stays a decision, however long it is silent", async () => {
  const customerId = randomUUID()
  const { report } = runOf(customerId)
  await report(1, asksToCancel)
  for (const hours of [1, 24]) {
    await settleSilentSessions(unheard(database), workspaceId, new Date(start + hours * hour))
    expect(await storedOf(customerId)).toEqual([["canceled", "asked"]])
  }
  // the answer of a handler that took a day
  await report(2, { canceled: true }, new Date(start + 25 * hour))
  expect(await storedOf(customerId)).toEqual([["canceled", null]])
})

test("a session that is silent after a refusal is abandoned 30 minutes later", async () => {
  const customerId = randomUUID()
  const { report } = runOf(customerId)
  await report(1, asksToCancel)
  await report(2, refused, new Date(start + hour))
  const settleAt = (at: number) => settleSilentSessions(unheard(database), workspaceId, new Date(at))
  await settleAt(start + hour + 29 * minute)
  expect(await storedOf(customerId)).toEqual([["open", "refused"]])
  await settleAt(start + hour + 31 * minute)
  expect(await storedOf(customerId)).toEqual([["abandoned", "refused"]])
})

test("what a question sets aside comes back when it is refused", async () => {
  const customerId = randomUUID()
  await runOf(customerId).report(1, { aborted: true })
  const later = runOf(customerId, new Date(start + hour))
  await later.report(1, asksToCancel)
  const bounced = async () => (await sessionsOf(customerId)).map(({ bounced_by }) => bounced_by !== null)
  expect(await bounced()).toEqual([true, false])
  await later.report(2, refused)
  expect(await bounced()).toEqual([false, false])
  expect(await kindsOf(customerId)).toEqual(["settled", "bounced", "unbounced"])
  // and the other way round once the customer has left
  await later.report(3, { ...refused, aborted: true })
  expect(await bounced()).toEqual([true, false])
})

/** What a report may say of a decision, by name. */
const sayings = {
  nothing: {},
  closes: { aborted: true },
  cancels: { canceled: true },
  accepts: { acceptedOffer: pause },
  asksToCancel,
  asksForOffer: { acceptedOffer: pause, decisionState: "asked" },
  refused,
} satisfies Record<string, SessionFacts>
const revisions = 5

test("asked, refused, answered, in any order: each session is what the rule says, and bounces by it", async () => {
  const hours = [0, 20, 24, 60]
  const saying = fc.constantFrom(...(Object.keys(sayings) as (keyof typeof sayings)[]))
  const history = fc.record({
    /** By session and revision: the same revision always says the same. */
    says: fc.array(fc.array(saying, { minLength: revisions, maxLength: revisions }), {
      minLength: hours.length,
      maxLength: hours.length,
    }),
    arrivals: fc.array(fc.record({ session: fc.nat(hours.length - 1), step: fc.nat(revisions - 1) }), {
      minLength: 1,
      maxLength: 25,
    }),
  })
  await fc.assert(
    fc.asyncProperty(history, async ({ says, arrivals }) => {
      const customerId = randomUUID()
      const runs = hours.map((after) => runOf(customerId, new Date(start + after * hour)))
      const arrived = hours.map((): { revision: number; facts: SessionFacts }[] => [])
      for (const { session, step } of arrivals) {
        const facts = sayings[says[session]?.[step] ?? "nothing"]
        await runs[session]?.report(step + 1, facts)
        arrived[session]?.push({ revision: step + 1, facts })
      }
      const expected = arrived.flatMap((reports, n) => {
        const newest = reports.toSorted((a, b) => a.revision - b.revision).at(-1)
        if (!newest) return []
        const { canceled, offer, isAsked } = naiveDecision(reports)
        const undecided = newest.facts.aborted ? "abandoned" : "open"
        return [[runs[n]?.clientKey, canceled ? "canceled" : offer ? "saved" : undecided, isAsked]]
      })
      const rows = await sessionsOf(customerId)
      const stored = rows.map((row) => [row.client_key, row.outcome, row.decision_state === "asked"])
      expect(stored).toEqual(expected)
      const bounces = naiveBounces(rows.filter(({ outcome }) => outcome !== "open").map(settledSession))
      expect(rows.map(({ bounced_by }) => bounced_by)).toEqual(rows.map(({ id }) => bounces.get(id) ?? null))
    }),
    { numRuns: 120 },
  )
})
