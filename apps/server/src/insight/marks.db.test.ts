import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { recordAudit } from "../account/audit/record-audit.ts"
import { newSession } from "../billing/events/testing/new-session.ts"
import { demoFlows } from "../demo/demo-flows.ts"
import { installFlows } from "../flow/install-flows.ts"
import { pastTheLog } from "../testing/change-log-guard.ts"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { readMarks } from "./marks.ts"
import { addNote } from "./note/write-notes.ts"

const now = new Date("2026-11-01T12:00:00.000Z")
const day = (date: number, hour = 12) => new Date(Date.UTC(2026, 9, date, hour))

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  const { db } = server.database
  for (const table of ["blueprint", "flow"] as const) {
    await db.deleteFrom(table).where("workspace_id", "=", shop.id).execute()
  }
  const flows = demoFlows(shop.id, { until: now, years: 2 })
  await installFlows(db, shop.id, flows, now)
  const [first, second] = flows.blueprints
  for (const [blueprint, at] of [
    [first, day(10)],
    [second, day(20)],
  ] as const) {
    await db
      .updateTable("blueprint")
      .set({ published_at: at, name: "Primary Flow" })
      .where("workspace_id", "=", shop.id)
      .where("id", "=", blueprint?.id ?? "")
      .execute()
  }
  const target = { kind: "segment", id: "seg_1", name: "Annual teams" } as const
  const audit = (at: Date, action: "segment.changed" | "flow.archived" | "key.created", detail = {}) =>
    recordAudit(db, {
      workspaceId: shop.id,
      ...{ actor: { kind: "command", name: "test" }, action, target, detail, at },
    })
  await audit(day(11), "segment.changed", { before: { enabled: true }, after: { enabled: false } })
  await audit(day(12), "segment.changed", { before: { enabled: false }, after: { enabled: true } })
  await audit(day(13), "segment.changed", { before: { name: "Teams" }, after: { name: "Annual teams" } })
  await audit(day(14), "flow.archived")
  await audit(day(15), "key.created")
})
afterAll(() => server.close())

const marks = (from: Date, to: Date, workspaceId = shop.id) =>
  readMarks(server.database.db, { workspaceId, mode: "live", timeZone: "America/New_York", from, to })

test("publications, switches and archives of a span are told oldest first", async () => {
  const told = await marks(day(10), day(20))
  expect(told.map(({ at, kind, text }) => [at.slice(8, 10), kind, text])).toEqual([
    ["10", "published", expect.stringMatching(/^Version \d+ of Primary Flow was published$/)],
    ["11", "flowSwitchedOff", "The segment Annual teams was switched off"],
    ["12", "flowSwitchedOn", "The segment Annual teams was switched on"],
    ["14", "flowSwitchedOff", "The flow Annual teams was archived"],
  ])
  expect(told[0]?.path).toMatch(/^\/versions\//)
})

test("the end of a span is not in it, and another workspace has none of it", async () => {
  expect((await marks(day(20), day(21))).map(({ kind }) => kind)).toEqual(["published"])
  const other = await server.addWorkspace("Other")
  expect(await marks(day(9), day(21), other.id)).toEqual([])
})

test("an A/B test is marked where it began and where its numbers ended", async () => {
  await server.database.db
    .insertInto("ab_test")
    .values({
      workspace_id: shop.id,
      ...{ id: "test_1", segment_id: "seg_1", control_flow_id: "c", variant_flow_id: "v" },
      ...{ name: "Longer pause", state: "tracking", revision: 1, metric: "save_rate" },
      ...{ baseline_rate: 0.4, smallest_effect: 0.1, confidence: 0.95, customers_per_arm: 100 },
      ...{ enrolment_days: 30, tracking_days: 30, created_at: day(1), started_at: day(2) },
      ...{ enrolment_ends_at: day(4), paused_at: null, numbers_end_at: day(5) },
      ...{ control_blueprint_id: "bp_c", variant_blueprint_id: "bp_v", winner: null, steps: "[]" },
    })
    .execute()
  const texts = async (from: Date, to: Date) => (await marks(from, to)).map(({ text }) => text)
  expect(await texts(day(1), day(6))).toEqual([
    "The A/B test Longer pause began",
    "The A/B test Longer pause ended",
  ])
  expect(await texts(day(3), day(6))).toEqual(["The A/B test Longer pause ended"])
})

test("what people and programs noted is marked at its time, with who wrote it", async () => {
  const { db } = server.database
  const writing = { workspaceId: shop.id, timeZone: "America/New_York", now }
  const actor = { kind: "key", id: "key_1", name: "Deploys", address: "192.0.2.7" } as const
  await addNote(db, { ...writing, actor }, { at: { day: "2026-10-25" }, text: "Prices went up" })
  const told = await marks(day(25, 0), day(26, 0))
  expect(told).toEqual([
    { at: "2026-10-25T04:00:00.000Z", kind: "note", text: "Prices went up (Deploys)", path: null },
  ])
})

describe("the billing out of reach", () => {
  type Counted = [
    day: string,
    why: string,
    times: number,
    field?: string,
    kind?: "without_billing" | "ignored",
  ]
  const count = (workspaceId: string, rows: readonly Counted[]) =>
    server.database.db
      .insertInto("health_count")
      .values(
        rows.map(([date, why, times, field = "live", kind = "without_billing"]) => ({
          ...{ workspace_id: workspaceId, day: date, kind, route: "", client: "", version: "" },
          ...{ field, why, example: null, times, last_at: now },
        })),
      )
      .execute()
  const october = (workspaceId: string) => marks(day(1), day(31), workspaceId)

  test("is marked on its day, with what most sessions met, and told of no other mode or workspace", async () => {
    const silent = await server.addWorkspace("Silent")
    await count(silent.id, [
      ["2026-10-05", "slow", 9],
      ["2026-10-05", "failed", 4],
      ["2026-10-08", "rate-limited", 3],
      // too few, of another mode, of no fault of the billing, and something else
      ["2026-10-09", "slow", 2],
      ["2026-10-10", "slow", 50, "test"],
      ["2026-10-11", "unknown-customer", 50],
      ["2026-10-12", "slow", 50, "live", "ignored"],
    ])
    const mark = (at: string, text: string) => ({ at, kind: "outage", text, path: null })
    expect(await october(silent.id)).toEqual([
      mark("2026-10-05T04:00:00.000Z", "Stripe answered too late: 13 sessions opened without it"),
      mark(
        "2026-10-08T04:00:00.000Z",
        "Stripe was asked more often than it allows: 3 sessions opened without it",
      ),
    ])
    const other = await server.addWorkspace("Other again")
    expect(await october(other.id)).toEqual([])
    // the day belongs to a span with its first instant
    const from = new Date("2026-10-05T04:00:00.001Z")
    expect((await marks(from, day(8, 4), silent.id)).map(({ at }) => at)).toEqual([])
  })

  test("is none where it met few of the many sessions of a day", async () => {
    const busy = await server.addWorkspace("Busy")
    const add = (number: number, at: Date) =>
      pastTheLog(server.database, (trx) =>
        trx
          .insertInto("session")
          .values(
            Array.from({ length: number }, (_, n) =>
              newSession(
                { workspaceId: busy.id, customerId: `cus_${n}`, subscriptionId: null, createdAt: at },
                {},
              ),
            ),
          )
          .execute(),
      )
    await count(busy.id, [["2026-10-05", "slow", 5]])
    // the last instant of the day in New York, and the first of the next one
    await add(100, new Date("2026-10-06T03:59:59.999Z"))
    await add(100, new Date("2026-10-06T04:00:00.000Z"))
    expect(await october(busy.id)).toHaveLength(1)
    await add(1, new Date("2026-10-05T04:00:00.000Z"))
    expect(await october(busy.id)).toEqual([])
  })
})

describe("Holdfast away", () => {
  const away = (from: Date, to: Date) =>
    server.database.db.insertInto("downtime").values({ began_at: from, ended_at: to }).execute()
  const mark = (at: Date, words: string) => ({
    ...{ at: at.toISOString(), kind: "away", path: null },
    text: `Holdfast was away from ${words} (America/New_York)`,
  })
  let old: TestWorkspace
  beforeAll(async () => {
    old = await server.addWorkspace("Old")
    await server.database.db
      .updateTable("workspace")
      .set({ created_at: day(4, 10) })
      .where("id", "=", old.id)
      .execute()
    await away(day(2), day(3))
    await away(day(4, 9), day(4, 11))
    await away(day(6, 14), day(6, 16))
    await away(day(8, 20), day(9, 6))
  })
  afterAll(() => server.database.db.deleteFrom("downtime").execute())

  test("is marked where it began, with both ends in the workspace's time zone, for whoever was there", async () => {
    expect(await marks(day(1), day(20), old.id)).toEqual([
      mark(day(4, 9), "4 Oct 2026, 05:00 to 07:00"),
      mark(day(6, 14), "6 Oct 2026, 10:00 to 12:00"),
      mark(day(8, 20), "8 Oct 2026, 16:00 to 9 Oct 2026, 02:00"),
    ])
    // it was made in November
    const young = await server.addWorkspace("Young")
    expect(await marks(day(1), day(20), young.id)).toEqual([])
  })

  test("is told in each span that it reaches into, and marked within it", async () => {
    const told = async (from: Date, to: Date) => (await marks(from, to, old.id)).map(({ at }) => new Date(at))
    expect(await told(day(6, 15), day(7))).toEqual([day(6, 15)])
    expect(await told(day(6, 16), day(7))).toEqual([])
    expect(await told(day(6), day(6, 14))).toEqual([])
    expect(await told(day(6), new Date(day(6, 14).getTime() + 1))).toEqual([day(6, 14)])
  })
})
