import { randomUUID } from "node:crypto"
import { type FlowArm, flowArms, modes } from "@holdfast/protocol"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Prng, prng } from "../../demo/prng.ts"
import type { Stored } from "../../session/testing/naive-sessions.ts"
import { randomSession } from "../../session/testing/random-sessions.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { countOutcomes } from "./count-outcomes.ts"
import { readBasis } from "./read-basis.ts"

/**
 * What the statements say of outcomes is what a naive look at every session says, for random sessions around the edges of
 * customers' tracking times. `HOLDFAST_PROPERTY_RUNS` asks for more of them.
 */
const worlds = Math.ceil(Number(process.env.HOLDFAST_PROPERTY_RUNS ?? 240) / 10)

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const dayMs = 24 * 3600 * 1000
const start = Date.parse("2026-03-01T00:00:00.000Z")
const trackingDays = 3
const reasons = [
  null,
  { guid: "r1", value: "Too expensive" },
  { guid: "r1", value: "Costs too much" },
  { guid: "r2", value: "Unused" },
]

interface Exposed {
  customer_id: string
  mode: (typeof modes)[number]
  arm: FlowArm
  at: Date
}

/** Customers of a test, and sessions of theirs before, within and after their time, to the millisecond. */
function randomTest(chance: Prng, workspaceId: string, testId: string) {
  const exposed: Exposed[] = Array.from({ length: 30 }, (_, n) => ({
    customer_id: `cus_${n}`,
    mode: chance.pick(["live", "live", "test"] as const),
    arm: chance.pick(flowArms),
    at: new Date(start + chance.between(0, 5) * dayMs),
  }))
  const sessions = exposed.flatMap((customer): Stored[] =>
    Array.from({ length: chance.between(0, 5) }, () => {
      const session = randomSession(chance, workspaceId, { from: start, to: start + dayMs })
      const edges = [0, trackingDays * dayMs, chance.between(-1, 4) * dayMs]
      const reason = chance.pick(reasons)
      return {
        ...session,
        created_at: new Date(customer.at.getTime() + chance.pick(edges) + chance.between(-1, 1)),
        customer_id: customer.customer_id,
        mode: chance.chance(0.8) ? customer.mode : chance.pick(modes),
        abtest: chance.chance(0.8) ? testId : chance.pick([null, "another"]),
        survey_choice_id: reason?.guid ?? null,
        survey_choice_value: reason?.value ?? null,
        foreign_id: null,
      }
    }),
  )
  return { exposed, sessions }
}

async function write(
  workspaceId: string,
  testId: string,
  { exposed, sessions }: ReturnType<typeof randomTest>,
) {
  await pastTheLog(database, async (trx) => {
    if (sessions.length > 0) await trx.insertInto("session").values(sessions).execute()
    const rows = exposed.map((each) => ({
      ...{ workspace_id: workspaceId, test_id: testId, session_id: randomUUID() },
      ...each,
    }))
    await trx.insertInto("ab_test_exposure").values(rows).execute()
  })
}

const latest = (sessions: readonly Stored[]) =>
  sessions.toSorted((a, b) => b.created_at.getTime() - a.created_at.getTime() || (a.id < b.id ? 1 : -1))[0]
const isValid = ({ outcome, bounced_by }: Stored) => outcome !== "open" && bounced_by === null

test("each customer has the outcome of their last valid session in their time, and no more than one", async () => {
  for (let seed = 1; seed <= worlds; seed++) {
    const chance = prng(seed)
    const [workspaceId, testId] = [randomUUID(), `test ${seed}`]
    const world = randomTest(chance, workspaceId, testId)
    await write(workspaceId, testId, world)
    const numbersEnd = chance.chance(0.5) ? new Date(start + chance.between(0, 8) * dayMs) : null
    const asked = { id: testId, tracking_days: trackingDays, numbers_end_at: numbersEnd }
    for (const mode of ["live", "test"] as const) {
      const counted = await countOutcomes(database.db, workspaceId, asked, mode)
      for (const arm of flowArms) {
        const theirs = world.exposed.filter((each) => each.arm === arm && each.mode === mode)
        const outcomes = theirs.flatMap(({ customer_id, at }) => {
          const until = Math.min(at.getTime() + trackingDays * dayMs, numbersEnd?.getTime() ?? Infinity)
          const within = world.sessions.filter(
            (session) =>
              isValid(session) &&
              [session.customer_id, session.mode, session.abtest].join() ===
                [customer_id, mode, testId].join() &&
              session.created_at >= at &&
              session.created_at.getTime() < until,
          )
          return latest(within) ?? []
        })
        const having = (some: (session: Stored) => boolean) => outcomes.filter(some).length
        const { outcomes: byType, reasons: byReason, ...sums } = counted[arm]
        expect([seed, mode, arm, sums]).toEqual([
          ...[seed, mode, arm],
          {
            exposed: theirs.length,
            customers: outcomes.length,
            saved: having(({ outcome }) => outcome !== "canceled"),
            canceled: having(({ outcome }) => outcome === "canceled"),
          },
        ])
        for (const { saveType, customers } of byType) {
          expect(customers).toBe(having(({ save_type }) => (save_type ?? null) === saveType))
        }
        for (const { guid, customers } of byReason) {
          expect(customers).toBe(having(({ survey_choice_id }) => survey_choice_id === guid))
        }
        expect(new Set(byReason.map(({ guid }) => guid)).size).toBe(byReason.length)
        const total = (some: { customers: number }[]) =>
          some.reduce((sum, { customers }) => sum + customers, 0)
        expect(total(byType)).toBe(outcomes.length)
        expect(total(byReason)).toBe(having(({ survey_choice_id }) => survey_choice_id !== null))
      }
    }
  }
})

test("a test begins from one outcome a customer of its segment, of 90 days", async () => {
  for (let seed = 1; seed <= Math.ceil(worlds / 4); seed++) {
    const chance = prng(1000 + seed)
    const workspaceId = randomUUID()
    const now = new Date(start + 100 * dayMs)
    const from = now.getTime() - 90 * dayMs
    await database.db
      .insertInto("segment")
      .values({
        ...{ workspace_id: workspaceId, id: "vip", name: "VIP", enabled: true, priority: 0, filter: "[]" },
        created_at: now,
      })
      .execute()
    const sessions = Array.from({ length: 120 }, (): Stored => {
      const session = randomSession(chance, workspaceId, { from: start, to: now.getTime() })
      const edge = chance.chance(0.1) ? new Date(from + chance.between(-1, 1)) : session.created_at
      return { ...session, created_at: edge, foreign_id: null }
    })
    await pastTheLog(database, (trx) => trx.insertInto("session").values(sessions).execute())
    const among = sessions.filter(
      (session) =>
        isValid(session) &&
        session.verified &&
        session.mode === "live" &&
        session.segment_id === "vip" &&
        session.customer_id != null &&
        session.created_at.getTime() >= from,
    )
    const outcomes = [...Map.groupBy(among, ({ customer_id }) => customer_id).values()].map(latest)
    const first = Math.min(...among.map(({ created_at }) => created_at.getTime()))
    const days = Math.ceil((now.getTime() - first) / dayMs)
    const question = { workspaceId, mode: "live", now } as const
    expect(await readBasis(database.db, question, "vip")).toEqual({
      days,
      customers: outcomes.length,
      saved: outcomes.filter((session) => session?.outcome !== "canceled").length,
      customersPerWeek: (outcomes.length / days) * 7,
    })
    expect(await readBasis(database.db, question, "none")).toBe(null)
    const nobody = { days: 0, customers: 0, saved: 0, customersPerWeek: 0 }
    expect(await readBasis(database.db, { ...question, mode: "sandbox" }, "vip")).toEqual(nobody)
  }
})
