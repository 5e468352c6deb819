import type { Insights } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { newSession } from "../billing/events/testing/new-session.ts"
import { newId } from "../db/new-id.ts"
import type { Stored } from "../session/testing/naive-sessions.ts"
import { pastTheLog } from "../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { readInsights } from "./read-insights.ts"
import { figuresIn } from "./testing/figures-in.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const noon = new Date("2026-06-15T12:00:00.000Z")
const june = { from: new Date("2026-06-01T00:00:00.000Z"), to: new Date("2026-07-01T00:00:00.000Z") }

/** A cancelled session of June with a price; each is of a customer of its own. */
let customers = 0
const session = (workspaceId: string, more: Partial<Stored> & { quantity?: number | null } = {}): Stored => {
  const { quantity = null, ...columns } = more
  return newSession(
    { workspaceId, customerId: `cus_${++customers}`, subscriptionId: null, createdAt: noon },
    {
      ...{ outcome: "canceled", save_type: null, plan_id: "plan", plan_price: 2900, currency: "usd" },
      ...{ billing_interval: "MONTH", billing_interval_count: 1 },
      detail: JSON.stringify({ customer: { itemQuantity: quantity } }),
      ...columns,
    },
  )
}

const kept = { outcome: "abandoned", save_type: "ABANDON" } as const

async function insights(
  sessions: (workspaceId: string) => readonly Stored[],
  span: { from?: Date; to?: Date } = june,
  timeZone = "UTC",
): Promise<Insights> {
  const workspaceId = newId(noon)
  const rows = sessions(workspaceId)
  if (rows.length > 0)
    await pastTheLog(database, (trx) =>
      trx
        .insertInto("session")
        .values([...rows])
        .execute(),
    )
  const filter = { workspaceId, mode: "live" as const, ...span }
  const answer = await readInsights(database.db, { filter, comparison: "previous", timeZone })
  // every number of the answer is one, and of nothing there is no share
  figuresIn(answer)
  return answer
}

const nothing = { rate: null, low: null, high: null, count: 0, of: 0 }

test.each<[string, (workspaceId: string) => Stored[], { open: number; bounced: number }]>([
  ["without a session", () => [], { open: 0, bounced: 0 }],
  [
    "with only bounced sessions",
    (id) => [session(id, { bounced_by: newId(noon) }), session(id, { ...kept, bounced_by: newId(noon) })],
    { open: 0, bounced: 2 },
  ],
  [
    "with only open sessions",
    (id) => [
      session(id, { outcome: "open", settled_at: null }),
      session(id, { outcome: "open", settled_at: null }),
    ],
    { open: 2, bounced: 0 },
  ],
])("a range %s has no rate, no value and no row, and says what is left out", async (_, sessions, outside) => {
  const answer = await insights(sessions)
  const none = {
    ...{ sessions: 0, saved: 0, canceled: 0, abandoned: 0, value: [], unpriced: 0, unverified: 0 },
    ...{ saveRate: nothing, offerSaveRate: nothing },
  }
  expect(answer).toMatchObject({
    streamCount: outside.open + outside.bounced,
    headline: { now: none, before: none, outside },
    ...{ outcomes: [], offers: [], responseFlow: { nodes: [], links: [] } },
    reasons: { rows: [], byPlan: [], byAge: [], unanswered: nothing },
    cohorts: { plans: [], ages: [], cells: [], starts: [] },
    places: { languages: [], regions: [], rules: [] },
    held: { saves: 0, followed: 0, curve: [] },
    change: { difference: null, by: null, groups: [], explained: [], now: nothing, before: nothing },
    bounces: { bounced: outside.bounced, saveRate: nothing },
  })
  expect(answer.overTime.points).toHaveLength(30)
  for (const { saveRate } of answer.overTime.points) expect(saveRate).toEqual(nothing)
  for (const { rate, low, high } of answer.held.rates) expect([rate, low, high]).toEqual([null, null, null])
})

test("a range with one session has its rate with a wide interval, and nothing that it is compared with", async () => {
  const { headline, change, overTime, outcomes } = await insights((id) => [session(id)])
  // Wilson, 0 of 1
  expect(headline.now.saveRate).toMatchObject({ count: 0, of: 1, rate: 0, low: 0 })
  expect(headline.now.saveRate.high).toBeCloseTo(0.7935, 4)
  expect(headline.before?.saveRate).toEqual(nothing)
  expect(change).toMatchObject({ difference: null, explained: [] })
  expect(overTime.points.filter(({ saveRate }) => saveRate.of > 0).map(({ label }) => label)).toEqual([
    "2026-06-15",
  ])
  expect(outcomes).toHaveLength(1)
})

test("each currency has a line of its own, in whatever case it came, and no sum is of two", async () => {
  const { headline, outcomes } = await insights((id) => [
    session(id),
    session(id, { currency: "USD", plan_price: 100 }),
    session(id, { ...kept, currency: "eur", plan_price: 500 }),
    session(id, { currency: "jpy", plan_price: 3000 }),
  ])
  expect(headline.now.value).toEqual([
    { currency: "jpy", kept: 0, lost: 3000 },
    { currency: "usd", kept: 0, lost: 3000 },
    { currency: "eur", kept: 500, lost: 0 },
  ])
  expect(outcomes.map(({ value }) => value)).toEqual([
    [
      { currency: "jpy", minor: 3000 },
      { currency: "usd", minor: 3000 },
    ],
    [{ currency: "eur", minor: 500 }],
  ])
})

test("a session without a price, a currency or an interval is counted apart, and in no value", async () => {
  const { headline, outcomes } = await insights((id) => [
    session(id, { plan_price: null }),
    session(id, { currency: null }),
    session(id, { billing_interval: null }),
    session(id, { plan_price: 1000 }),
  ])
  expect(headline.now).toMatchObject({
    ...{ sessions: 4, canceled: 4, unpriced: 3 },
    value: [{ currency: "usd", kept: 0, lost: 1000 }],
  })
  expect(outcomes).toMatchObject([{ unpriced: 3, share: { count: 4, of: 4 } }])
})

test("where no session has a price there is no value, and not 0", async () => {
  const { headline, outcomes } = await insights((id) => [
    session(id, { plan_price: null }),
    session(id, { plan_price: null, ...kept }),
  ])
  expect(headline.now).toMatchObject({ value: [], unpriced: 2 })
  expect(outcomes.map(({ value }) => value)).toEqual([[], []])
})

test("a price of 0 and a quantity of 0 are a value of 0, and no missing price", async () => {
  const { headline } = await insights((id) => [session(id, { plan_price: 0 }), session(id, { quantity: 0 })])
  expect(headline.now).toMatchObject({ unpriced: 0, value: [{ currency: "usd", kept: 0, lost: 0 }] })
})

test("a currency of three decimals is summed in its own minor units", async () => {
  // 29.500 dinars a month and 120.000 a year
  const { headline } = await insights((id) => [
    session(id, { currency: "kwd", plan_price: 29_500 }),
    session(id, { currency: "KWD", plan_price: 120_000, billing_interval: "YEAR" }),
  ])
  expect(headline.now.value).toEqual([{ currency: "kwd", kept: 0, lost: 39_500 }])
})

test("prices of 10^12 are summed to the last minor unit, beside one of a cent", async () => {
  const { headline } = await insights((id) => [
    ...Array.from({ length: 3 }, () => session(id, { plan_price: 1e12, quantity: 1000 })),
    session(id, { plan_price: 1 }),
  ])
  expect(headline.now.value).toEqual([{ currency: "usd", kept: 0, lost: 3_000_000_000_000_001 }])
})

test("a fraction of a minor unit is rounded once, at the end", async () => {
  // 100 a year is 8.33 a month: three of them are 25, and not 24, and two are 16.67
  const lost = async (count: number, price: number) =>
    (
      await insights((id) =>
        Array.from({ length: count }, () => session(id, { plan_price: price, billing_interval: "YEAR" })),
      )
    ).headline.now.value
  expect(await lost(3, 100)).toEqual([{ currency: "usd", kept: 0, lost: 25 }])
  expect(await lost(2, 100)).toEqual([{ currency: "usd", kept: 0, lost: 17 }])
  // half a minor unit goes up
  expect(await lost(1, 6)).toEqual([{ currency: "usd", kept: 0, lost: 1 }])
})

test.each([
  ["Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-30T22:00:00Z", [23, 24]],
  ["Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-26T23:00:00Z", [25, 24]],
  ["Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-06T13:30:00Z", [24.5, 24]],
  ["Asia/Kathmandu", "2026-06-13T18:15:00Z", "2026-06-15T18:15:00Z", [24, 24]],
])(
  "in %s the days from %s on are as long as they are there, and hold each session once",
  async (timeZone, from, to, hours) => {
    const span = { from: new Date(from), to: new Date(to) }
    const every = 30 * 60_000
    const { overTime, headline } = await insights(
      (id) =>
        Array.from({ length: (span.to.getTime() - span.from.getTime()) / every }, (_, i) => {
          const at = new Date(span.from.getTime() + i * every)
          return session(id, { id: newId(at), created_at: at })
        }),
      span,
      timeZone,
    )
    expect(overTime.points.map(({ saveRate }) => saveRate.of)).toEqual(hours.map((each) => each * 2))
    expect(
      overTime.points.map(
        ({ span }) => (Date.parse(span.to ?? "") - Date.parse(span.from ?? "")) / 3_600_000,
      ),
    ).toEqual(hours)
    expect(headline.now.sessions).toBe(hours.reduce((sum, each) => sum + each * 2, 0))
  },
)

test("a range in 1970 is calm, and so is one that ends tomorrow: its last point is of today and the day after", async () => {
  const ancient = await insights((id) => [session(id)], {
    from: new Date("1970-01-01T00:00:00Z"),
    to: new Date("1970-01-04T00:00:00Z"),
  })
  expect([ancient.streamCount, ancient.overTime.points.length]).toEqual([0, 3])
  const now = new Date()
  const tomorrow = new Date(now.getTime() + 24 * 3_600_000)
  const coming = await insights((id) => [session(id, { id: newId(now), created_at: now })], {
    from: new Date(now.getTime() - 6 * 24 * 3_600_000),
    to: tomorrow,
  })
  expect(coming.overTime.points.at(-1)?.span.to).toBe(tomorrow.toISOString())
  expect(coming.headline).toMatchObject({ now: { sessions: 1 } })
  expect(coming.headline.recent.map(({ saveRate }) => saveRate.of)).toEqual([1, 1, 1])
})

test("a range without a beginning begins at the first session", async () => {
  const { overTime } = await insights((id) => [session(id)], {})
  expect(overTime.points[0]).toMatchObject({ label: "2026-06", span: { from: noon.toISOString() } })
  expect((await insights(() => [], {})).overTime.points).toEqual([])
})
