import { randomUUID } from "node:crypto"
import type { SessionFacts } from "@holdfast/protocol"
import { comparisons, type Insights, type Rate } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { takeEvents } from "../billing/events/take-events.ts"
import { writeStates } from "../billing/events/write-state.ts"
import { newId } from "../db/new-id.ts"
import { type Prng, prng } from "../demo/prng.ts"
import { stateOf } from "../session/change/session-change.ts"
import { sessionsChanged } from "../session/change/sessions-changed.ts"
import { importInto, itemsOf } from "../session/import/testing/import-into.ts"
import { createIntake, type Intake } from "../session/report/intake.ts"
import { listAll } from "../session/testing/agree.ts"
import { vocabulary } from "../session/testing/random-sessions.ts"
import { buildBlocks, worldNow } from "../session/testing/random-world.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { type InsightQuestion, readInsights } from "./read-insights.ts"
import { figuresIn } from "./testing/figures-in.ts"
import { naiveInsights } from "./testing/naive-insights.ts"
import { makeTroubledWorld, readTold, type TroubledWorld, troubledZones } from "./testing/troubled-world.ts"

let database: TestDatabase
let world: TroubledWorld
let workspaceId: string
let intake: Intake
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
  workspaceId = newId(worldNow)
  world = await makeTroubledWorld(database, [workspaceId, newId(worldNow)], 61)
  await buildBlocks(database, world)
}, 120_000)
afterAll(() => database.close())

const hourMs = 3600 * 1000
const dayMs = 24 * hourMs

const randomTime = (chance: Prng) => new Date(worldNow.getTime() - chance.between(25, 380 * 24) * hourMs)

function randomFacts(chance: Prng, customerId: string): SessionFacts {
  const offerType = chance.pick(["DISCOUNT", "PAUSE", null] as const)
  return {
    canceled: chance.chance(0.4),
    aborted: true,
    surveyChoiceId: chance.pick(vocabulary.choices),
    feedback: chance.pick(vocabulary.feedback),
    blueprintId: chance.pick(vocabulary.blueprints),
    displayLang: chance.pick(vocabulary.languages),
    presentedOffers: [chance.pick(vocabulary.offers)],
    ...(offerType && { acceptedOffer: { offerType, guid: "offer-1" } }),
    customer: {
      ...{ id: customerId, planId: chance.pick(vocabulary.plans), billingInterval: "MONTH" },
      ...{ currency: chance.pick(["usd", "kwd", null]), planPrice: chance.pick([0, 2900, 1e12, null]) },
      subscriptionId: chance.pick([null, "sub_1", "sub_2"]),
    },
  }
}

const known: { clientKey: string; customerId: string; startedAt: Date; revision: number }[] = []

async function report(chance: Prng, run: (typeof known)[number]): Promise<void> {
  await intake.record({
    ...{ workspaceId, mode: "live", source: "widget", verified: true },
    ...{ ...run, receivedAt: new Date() },
    facts: randomFacts(chance, run.customerId),
  })
}

const newRun = (chance: Prng) => ({
  ...{ clientKey: randomUUID(), customerId: `cus_${chance.between(1, 50)}` },
  ...{ startedAt: randomTime(chance), revision: 1 },
})

/** As a workspace is emptied: by the change log. */
const deleteSome = (chance: Prng) =>
  database.db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom("session")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("created_at", ">=", randomTime(chance))
      .orderBy("created_at")
      .limit(2)
      .forUpdate()
      .execute()
    for (const { id } of rows)
      await trx.deleteFrom("session").where("workspace_id", "=", workspaceId).where("id", "=", id).execute()
    const changes = rows.map((row) => ({
      ...{ workspaceId, id: row.id, mode: row.mode, createdAt: row.created_at },
      ...{ before: stateOf(row), after: null },
    }))
    await sessionsChanged(trx, changes, new Date())
  })

/** Each writes once, as one of the server's ways in does. */
const writers: Readonly<Record<string, (chance: Prng) => Promise<unknown>>> = {
  async "a report"(chance) {
    const run = newRun(chance)
    known.push(run)
    await report(chance, run)
  },
  async "a late report"(chance) {
    if (known.length === 0) return
    const run = chance.pick(known)
    run.revision++
    await report(chance, run)
  },
  async "two sessions of a day, of which one bounces"(chance) {
    const [first, second] = [newRun(chance), newRun(chance)]
    await report(chance, first)
    await report(chance, {
      ...second,
      customerId: first.customerId,
      startedAt: new Date(first.startedAt.getTime() + chance.between(-30, 30) * hourMs),
    })
  },
  "an import": (chance) =>
    importInto(
      database,
      workspaceId,
      itemsOf(
        Array.from({ length: 3 }, () => ({
          ...{
            _id: `theirs ${chance.between(1, 60)}`,
            mode: "live",
            createdAt: randomTime(chance).toISOString(),
          },
          ...randomFacts(chance, `cus_${chance.between(1, 50)}`),
        })),
      ),
    ),
  "a deletion": deleteSome,
  "an event of the billing": async (chance) => {
    const place = { workspaceId, mode: "live" as const }
    const customerId = `cus_${chance.between(1, 50)}`
    const isEnded = chance.chance(0.5)
    await writeStates(database.db, place, chance.pick(["stripe", "api"]), [
      {
        ...{ subscriptionId: `sub_${chance.between(1, 40)}`, customerId, resumesAt: null },
        ...{ status: isEnded ? "ended" : "active", endsAt: isEnded ? randomTime(chance) : null },
        asOf: new Date(worldNow.getTime() + chance.between(1, 1000)),
      },
    ])
    const paid = { kind: "invoicePaid" as const, subscriptionId: null, amountMinor: 2900, currency: "usd" }
    await takeEvents(
      database.db,
      place,
      "api",
      [{ ...paid, id: randomUUID(), at: randomTime(chance), customerId }],
      new Date(),
    )
  },
  "a block made anew": () => buildBlocks(database, world),
}

const question = (chance: Prng): InsightQuestion => {
  const to = new Date(worldNow.getTime() + dayMs)
  return {
    filter: { workspaceId, mode: "live", from: new Date(to.getTime() - 402 * dayMs), to },
    comparison: chance.pick([...comparisons]),
    timeZone: chance.pick([...troubledZones]),
  }
}

/** What is of all sessions in one panel is of as many in the others: they were read at one moment. */
function isOfOneMoment({ headline, streamCount, ...panels }: Insights): void {
  const { sessions, saved, canceled, abandoned } = headline.now
  const { open, bounced } = headline.outside
  const sum = (rates: readonly Rate[], name: "count" | "of") =>
    rates.reduce((all, each) => all + each[name], 0)
  const rates = (rows: readonly { saveRate: Rate }[]) =>
    sum(
      rows.map(({ saveRate }) => saveRate),
      "of",
    )
  const ends = panels.responseFlow.nodes.filter(({ column }) => column === "outcome")
  expect({
    ends: saved + canceled + abandoned,
    stream: streamCount - open - bounced,
    outcomes: sum(
      panels.outcomes.map(({ share }) => share),
      "count",
    ),
    points: rates(panels.overTime.points),
    plans: panels.reasons.byPlan.reduce((all, each) => all + each.sessions, 0),
    flow: ends.reduce((all, each) => all + each.sessions, 0),
    cells: rates(panels.cohorts.cells),
    languages: rates(panels.places.languages),
    regions: rates(panels.places.regions),
    change: panels.change?.now.of,
    saves: panels.held.saves + canceled,
    bounces: panels.bounces.withoutRule.of - bounced,
  }).toEqual({
    ...{ ends: sessions, stream: sessions, outcomes: sessions, points: sessions, plans: sessions },
    ...{ flow: sessions, cells: sessions, languages: sessions, regions: sessions, change: sessions },
    ...{ saves: sessions, bounces: sessions },
  })
}

/** Page and list, held against the table itself. */
async function agreesNow(chance: Prng): Promise<void> {
  const rows = await database.db.selectFrom("session").selectAll().execute()
  const sessions = rows.map(({ detail, ignored: _, ...row }) => ({ ...row, detail: JSON.stringify(detail) }))
  const now = { ...world, sessions, billing: await readTold(database, workspaceId) }
  for (let i = 0; i < 3; i++) {
    const asked = question(chance)
    const answer = await readInsights(database.db, asked)
    const ids = new Set(await listAll(database.db, asked.filter, 100))
    const listed = sessions.filter(({ id }) => ids.has(id))
    expect(figuresIn(answer)).toEqual(
      naiveInsights(now, asked, listed, new Date(answer.asOf), answer.change?.by ?? null),
    )
  }
}

test("while sessions are reported, corrected, bounced, imported and deleted, an answer is of one moment, and then page and list agree at once", {
  timeout: 900_000,
}, async () => {
  const chance = prng(62)
  let read = 0
  for (let round = 0; round < 4; round++) {
    let isOver = false
    const reading = Array.from({ length: 2 }, async (_, i) => {
      const own = prng(round * 10 + i)
      while (!isOver) {
        isOfOneMoment(await readInsights(database.db, question(own)))
        read++
      }
    })
    const before = await database.db.selectFrom("session").select("id").execute()
    await Promise.all(
      Object.values(writers).map(async (write, i) => {
        const own = prng(round * 100 + i)
        for (let times = 0; times < 12; times++) {
          await write(own)
        }
      }),
    )
    isOver = true
    await Promise.all(reading)
    await agreesNow(chance)
    const after = await database.db.selectFrom("session").select("id").execute()
    expect(after).not.toEqual(before)
  }
  expect(read).toBeGreaterThan(10)
})
