import { randomUUID } from "node:crypto"
import type { AcceptedOffer, PresentedOffer, SessionFacts } from "@holdfast/protocol"
import { shownOffers } from "@holdfast/protocol/flow"
import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { removeRows } from "../account/workspace/remove-rows.ts"
import { openDatabase } from "../db/database.ts"
import { migrate } from "../db/migrate.ts"
import { demoFlows } from "../demo/demo-flows.ts"
import { seedSessions } from "../demo/seed-sessions.ts"
import { pastTheLog } from "../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { onDatabase } from "../testing/test-postgres.ts"
import { unheard } from "../testing/unheard.ts"
import { stateOf } from "./change/session-change.ts"
import { sessionsChanged } from "./change/sessions-changed.ts"
import { importInto, itemsOf } from "./import/testing/import-into.ts"
import { createIntake, type Intake } from "./report/intake.ts"
import { settleSilentSessions } from "./report/settle-silent-sessions.ts"
import { offersOf } from "./session-offers.ts"
import { factsOf } from "./session-row.ts"

let database: TestDatabase
let intake: Intake
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
})
afterAll(() => database.close())

const start = Date.UTC(2026, 0, 1)
const minute = 60_000
const at = (minutes: number) => new Date(start + minutes * minute).toISOString()

const storedOffers = (workspaceId: string, { db } = database) =>
  db
    .selectFrom("session_offer")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("session_id")
    .orderBy("position")
    .execute()

/** What the sessions say of their offers, told by what the session's page reads. */
async function saidOffers(workspaceId: string) {
  const rows = await database.db
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("id")
    .execute()
  return rows.flatMap((row) => {
    const facts = factsOf(row)
    return shownOffers(facts, null).map((shown, position) => {
      const offer: PresentedOffer = facts.presentedOffers?.[position] ?? {}
      const raised = shown.raisedBy?.kind === "choice" ? shown.raisedBy.guid : null
      return {
        session_id: row.id,
        position,
        guid: shown.guid,
        offer_type: shown.terms.offerType,
        custom_offer_type: shown.terms.offerType === "CUSTOM" ? shown.terms.name : null,
        choice_guid: offer.surveyChoiceId ?? raised,
        option_guid: offer.followupOptionId ?? null,
        blueprint_id: facts.blueprintId ?? null,
        is_stacked: shown.isStacked,
        presented_at: shown.presentedAt,
        accepted_at: offer.acceptedAt ?? null,
        declined_at: offer.declinedAt ?? null,
        ended: shown.ending === "left" ? "ignored" : shown.ending,
      }
    })
  })
}

async function expectEqual(workspaceId: string): Promise<number> {
  const stored = (await storedOffers(workspaceId)).map(({ workspace_id: _, ...offer }) => ({
    ...offer,
    presented_at: offer.presented_at?.toISOString() ?? null,
    accepted_at: offer.accepted_at?.toISOString() ?? null,
    declined_at: offer.declined_at?.toISOString() ?? null,
  }))
  expect(stored).toEqual(await saidOffers(workspaceId))
  return stored.length
}

const guids = fc.constantFrom("offer-1", "offer-2", "offer-3")
const kind = fc.constantFrom("DISCOUNT", "PAUSE", "REBATE", "CONTACT")
const offerArbitrary = fc
  .record({
    guid: fc.option(guids),
    offerType: kind,
    ending: fc.constantFrom("accepted", "declined", "ignored"),
    surveyOffer: fc.boolean(),
    choice: fc.option(fc.constantFrom("choice-1", "choice-2")),
    minutes: fc.nat(50),
  })
  .map(
    ({ guid, offerType, ending, surveyOffer, choice, minutes }): PresentedOffer => ({
      ...(guid !== null && { guid }),
      offerType,
      accepted: ending === "accepted",
      presentedAt: at(minutes),
      ...(ending === "accepted" && { acceptedAt: at(minutes + 1) }),
      ...(ending === "declined" && { declinedAt: at(minutes + 1) }),
      ...(surveyOffer && { surveyOffer }),
      ...(choice !== null && { surveyChoiceId: choice, followupOptionId: `${choice}-option` }),
    }),
  )
const factsArbitrary = fc
  .record({
    presented: fc.array(offerArbitrary, { maxLength: 4 }),
    taken: fc.option(fc.record({ guid: fc.option(guids), offerType: kind, isPair: fc.boolean() }), {
      freq: 2,
    }),
    canceled: fc.boolean(),
  })
  .map(({ presented, taken, canceled }): SessionFacts => {
    const acceptedOffer: AcceptedOffer | null = taken && {
      ...(taken.guid !== null && { guid: taken.guid }),
      offerType: taken.offerType,
      ...(taken.isPair && { stackedOffer: { guid: "second", offerType: "DISCOUNT" } }),
    }
    return {
      presentedOffers: presented,
      canceled,
      blueprintId: "blueprint-1",
      surveyChoiceId: "reason",
      ...(acceptedOffer && { acceptedOffer }),
    }
  })
const act = fc.record({
  what: fc.constantFrom("report", "report", "report", "import", "delete", "settle"),
  session: fc.nat(4),
  revision: fc.nat(6),
  facts: factsArbitrary,
})

test("after reports in any order, imports, silences and deletions the table holds what the sessions say", async () => {
  let most = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), async (acts) => {
      const workspaceId = randomUUID()
      for (const { what, session, revision, facts } of acts) {
        const customerId = `cus_${session}`
        if (what === "report") {
          await intake.record({
            workspaceId,
            mode: "live",
            customerId,
            clientKey: `run-${session}`,
            source: "widget",
            verified: true,
            receivedAt: new Date(start + 60 * minute),
            startedAt: new Date(start),
            revision,
            facts: { ...facts, customer: { id: customerId } },
          })
        } else if (what === "import") {
          const record = {
            ...facts,
            ...{ _id: `theirs-${session}`, createdAt: at(0), updatedAt: at(revision) },
            customer: { id: `their-${session}` },
          }
          await importInto(database, workspaceId, itemsOf([record]))
        } else if (what === "delete") await deleteSession(workspaceId, customerId)
        else await settleSilentSessions(unheard(database), workspaceId, new Date(start + 24 * 60 * minute))
      }
      most = Math.max(most, await expectEqual(workspaceId))
    }),
    { numRuns: 40 },
  )
  expect(most).toBeGreaterThan(8)
})

/** As a writer of sessions does. */
async function deleteSession(workspaceId: string, customerId: string) {
  await database.db.transaction().execute(async (trx) => {
    const [gone] = await trx
      .deleteFrom("session")
      .where("workspace_id", "=", workspaceId)
      .where("customer_id", "=", customerId)
      .returningAll()
      .execute()
    if (!gone) return
    const { id, mode, created_at: createdAt } = gone
    await sessionsChanged(
      trx,
      [{ workspaceId, id, mode, createdAt, before: stateOf(gone), after: null }],
      new Date(start),
    )
  })
}

test("the demo's sessions come with their offers, and a workspace that is removed leaves none", async () => {
  const workspaceId = randomUUID()
  const until = new Date("2026-11-23T10:00:00Z")
  const flows = demoFlows(workspaceId, { until, years: 1 })
  await seedSessions(database.pool, workspaceId, { sessions: 400, seed: 7, years: 1, until, flows })
  expect(await expectEqual(workspaceId)).toBeGreaterThan(100)
  await removeRows(database.db, workspaceId)
  expect(await storedOffers(workspaceId)).toEqual([])
})

/** What only older sessions hold, and what no writer lets through any more. */
const oddDetails = [
  {},
  { presentedOffers: null, acceptedOffer: null },
  { presentedOffers: [{ offerType: "PAUSE", presentedAt: "2026-02-31T10:00:00Z", declinedAt: "no time" }] },
  { presentedOffers: [{ guid: "", offerType: null, presentedAt: "0000-01-01", accepted: true }] },
  { presentedOffers: [{ guid: "a", offerType: "COFFEE", presentedAt: "2026-01-05T10:00:00.123456" }] },
  {
    presentedOffers: [
      { guid: "a", accepted: true },
      { guid: "a", presentedAt: "2026-01-05T10:00+02:00" },
      { guid: "b", accepted: true, surveyOffer: true },
    ],
    acceptedOffer: { guid: "a", offerType: "REBATE", stackedOffer: { offerType: 5, customOfferType: 7 } },
  },
  {
    presentedOffers: [{ guid: "a" }, { guid: "a", acceptedAt: "2026-01-05" }],
    acceptedOffer: { guid: "a", offerType: "PAUSE", stackedOffer: { guid: "x", offerType: "DISCOUNT" } },
  },
  { acceptedOffer: { offerType: "CUSTOM", customOfferType: "Call" } },
  { presentedOffers: [{ accepted: true }, {}], acceptedOffer: { offerType: "CUSTOM", guid: null } },
]

test("the migration fills the table with the offers of the sessions that stand", async () => {
  const workspaceId = randomUUID()
  const until = new Date("2026-11-23T10:00:00Z")
  const flows = demoFlows(workspaceId, { until, years: 1 })
  await seedSessions(database.pool, workspaceId, { sessions: 400, seed: 8, years: 1, until, flows })
  const demo = await database.db
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .execute()
  const odd = demo.slice(0, oddDetails.length)
  await pastTheLog(database, async (trx) => {
    for (const [n, { id }] of odd.entries()) {
      await trx
        .updateTable("session")
        .set({ detail: JSON.stringify(oddDetails[n]), survey_choice_id: "reason" })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", id)
        .execute()
    }
  })
  const sessions = await database.db
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("id")
    .execute()
  const name = `offers_of_${process.pid}`
  await database.pool.query(`create database ${name}`)
  const old = openDatabase(onDatabase(database.address, name), () => {})
  await migrate(old, "0037_config_key")
  await sql`insert into session select * from json_populate_recordset(null::session, ${JSON.stringify(sessions)})`.execute(
    old.db,
  )
  expect(await migrate(old)).toContain("0038_session_offer")
  const filled = await old.db
    .selectFrom("session_offer")
    .selectAll()
    .orderBy("session_id")
    .orderBy("position")
    .execute()
  await old.close()
  await database.pool.query(`drop database ${name}`)
  expect(filled).toEqual(sessions.flatMap(offersOf))
  expect(filled.length).toBeGreaterThan(100)
})
