import { randomUUID } from "node:crypto"
import { uuidv7 } from "@holdfast/protocol"
import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { historyOf, naiveBounces } from "../../../../../packages/protocol/src/testing/bounce-oracle.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { seedDemo } from "../../demo/seed-demo.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { countSessions } from "../count/count-sessions.ts"
import { lockName } from "../customer-key.ts"
import { settledSession } from "../settled-session.ts"
import type { SourceItem } from "./source-item.ts"
import { importInto, itemsOf } from "./testing/import-into.ts"

type Fields = Record<string, unknown>

let server: TestApp
let shop: TestWorkspace
let records: Fields[]
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  await seedDemo(server.database, shop.id, { now: new Date("2026-11-01T12:00:00.000Z"), sessions: 1_200 })
  records = await exported(shop)
})
afterAll(() => server.close())

async function get({ appId }: TestWorkspace, key: string, query: string): Promise<Fields[]> {
  const answer = await server.app.inject({
    url: `/v1/data/sessions?${query}`,
    headers: { "x-ck-app": appId, "x-ck-api-key": key },
  })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

/** Everything that the Data API gives of a workspace, live and test, bounced or not. */
async function exported(workspace: TestWorkspace): Promise<Fields[]> {
  const { dataKeyLive, dataKeyTest } = workspace
  const all: Fields[] = []
  for (const key of [dataKeyLive, dataKeyTest]) {
    for (const bounced of [false, true]) {
      all.push(...(await get(workspace, key, `limit=10000&bounced=${bounced}`)))
    }
  }
  return all
}

const counts = (given: Partial<Record<string, number>>) => ({
  read: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  inProgress: 0,
  refused: 0,
  ...given,
})

/** The same ids with another spelling: 24 hexadecimal characters, in the order of the UUIDs. */
const foreignId = (id: unknown) => String(id).replaceAll("-", "").slice(0, 24)

const inOrderOfIds = (all: Fields[]) => all.toSorted((a, b) => (String(a._id) < String(b._id) ? -1 : 1))

test("what the Data API gave comes back the same, record by record; a second import changes nothing", async () => {
  const copy = await server.addWorkspace("Copy")
  expect(records.length).toBeGreaterThan(1000)
  expect(records.filter((record) => record.bounced).length).toBeGreaterThan(50)

  const first = await importInto(server.database, copy.id, itemsOf(records))
  expect(first).toEqual({ counts: counts({ read: records.length, new: records.length }), refused: [] })
  expect(await exported(copy)).toEqual(records.map((record) => ({ ...record, org: copy.id })))

  const second = await importInto(server.database, copy.id, itemsOf(records))
  expect(second.counts).toEqual(counts({ read: records.length, unchanged: records.length }))
})

test("ids of 24 hexadecimal characters are given back, found, and make a second import change nothing", async () => {
  const copy = await server.addWorkspace("From elsewhere")
  const theirs = records.map((record) => ({ ...record, _id: foreignId(record._id) }))
  expect(new Set(theirs.map((record) => record._id)).size).toBe(theirs.length)

  const first = await importInto(server.database, copy.id, itemsOf(theirs))
  expect(first).toEqual({ counts: counts({ read: theirs.length, new: theirs.length }), refused: [] })
  const one = theirs[3] as Fields
  const given = theirs.map((record) => ({ ...record, org: copy.id }))
  expect(inOrderOfIds(await exported(copy))).toEqual(inOrderOfIds(given))
  expect(await get(copy, copy.dataKeyLive, `sessionId=${one._id}`)).toEqual([{ ...one, org: copy.id }])

  const live = { workspaceId: copy.id, mode: "live" as const }
  const total = await countSessions(server.database.db, live)
  const ids = { sessionId: [String(one._id), "66f0c0ffee66f0c0ffee66f0"] }
  expect(await countSessions(server.database.db, { ...live, ids })).toBe(1)
  expect(await countSessions(server.database.db, { ...live, notIds: ids })).toBe(total - 1)

  const second = await importInto(server.database, copy.id, itemsOf(theirs))
  expect(second.counts).toEqual(counts({ read: theirs.length, unchanged: theirs.length }))
})

test("the same foreign id in two workspaces is two sessions", async () => {
  const [one, two] = [await server.addWorkspace("One"), await server.addWorkspace("Two")]
  const record = { _id: "66f0c0ffee66f0c0ffee66f0", createdAt: "2025-03-01T09:00:00.000Z", canceled: true }
  for (const { id } of [one, two]) {
    expect((await importInto(server.database, id, itemsOf([record]))).counts.new).toBe(1)
  }
  const rows = await server.database.db
    .selectFrom("session")
    .select("id")
    .where("workspace_id", "in", [one.id, two.id])
    .execute()
  expect(new Set(rows.map((row) => row.id)).size).toBe(2)
})

test("an import that was stopped half way goes on from where it was when it is run again", async () => {
  const copy = await server.addWorkspace("Stopped")
  const stop = new AbortController()
  async function* stopped(): AsyncGenerator<SourceItem> {
    for await (const item of itemsOf(records)) {
      if (item.place.record === 700) stop.abort()
      yield item
    }
  }
  const first = await importInto(server.database, copy.id, stopped(), stop.signal)
  expect(first.counts).toEqual(counts({ read: 700, new: 700 }))
  const again = await importInto(server.database, copy.id, itemsOf(records))
  expect(again.counts).toEqual(counts({ read: records.length, new: records.length - 700, unchanged: 700 }))
  expect(await exported(copy)).toEqual(records.map((record) => ({ ...record, org: copy.id })))
})

test("what was read before a source broke is here", async () => {
  const copy = await server.addWorkspace("Broken")
  async function* broken(): AsyncGenerator<SourceItem> {
    yield* itemsOf(records.slice(0, 20))
    throw new Error("the line went dead")
  }
  await expect(importInto(server.database, copy.id, broken())).rejects.toThrow("the line went dead")
  expect(await exported(copy)).toHaveLength(20)
})

test("bounces are those of the whole history, whatever the order and wherever the batches break", async () => {
  await fc.assert(
    fc.asyncProperty(
      historyOf(14).chain((history) =>
        fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length })),
      ),
      fc.integer({ min: 1, max: 6 }),
      fc.boolean(),
      async ([history, shuffled], batchSize, wereUndecidedBefore) => {
        const workspaceId = randomUUID()
        const visits = (isDecided: boolean) =>
          shuffled.map(({ id, createdAt, isDecision, subscriptionId }) => ({
            _id: id,
            createdAt: new Date(createdAt).toISOString(),
            canceled: isDecided && isDecision,
            customer: { id: "cus_1", subscriptionId },
          }))
        const all = [...(wereUndecidedBefore ? visits(false) : []), ...visits(true)]
        for (let at = 0; at < all.length; at += batchSize) {
          await importInto(server.database, workspaceId, itemsOf(all.slice(at, at + batchSize)))
        }
        const rows = await server.database.db
          .selectFrom("session")
          .select(["id", "bounced_by"])
          .where("workspace_id", "=", workspaceId)
          .execute()
        expect(new Map(rows.map((row) => [row.id, row.bounced_by]))).toEqual(naiveBounces(history))
      },
    ),
    { numRuns: 60 },
  )
})

test("customers, modes and unverified sessions bounce among themselves", async () => {
  const workspaceId = randomUUID()
  const visit = (id: string, minute: number, more: Fields) => ({
    _id: id,
    createdAt: new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString(),
    mode: "LIVE",
    customer: { id: "cus_1" },
    ...more,
  })
  const all = [
    visit("left", 0, {}),
    visit("cancelled", 5, { canceled: true }),
    visit("other customer", 1, { customer: { id: "cus_2" } }),
    visit("test", 2, { mode: "TEST" }),
    visit("sandbox", 3, { mode: "SANDBOX" }),
    visit("unverified", 4, { verified: false }),
    visit("nobody", 1, { customer: {} }),
    visit("nobody else", 2, { customer: {}, canceled: true }),
  ]
  await importInto(server.database, workspaceId, itemsOf(all))
  const rows = await server.database.db
    .selectFrom("session")
    .leftJoin("session as winner", "winner.id", "session.bounced_by")
    .select(["session.foreign_id", "winner.foreign_id as winner"])
    .where("session.workspace_id", "=", workspaceId)
    .execute()
  expect(rows.filter((row) => row.winner !== null)).toEqual([{ foreign_id: "left", winner: "cancelled" }])
  expect(rows).toHaveLength(all.length)
})

test("sessions that are here already bounce, and are bounced by, those that come", async () => {
  const workspaceId = randomUUID()
  const report = (hour: number, facts: { canceled?: boolean; aborted?: boolean }) =>
    server.intake.record({
      workspaceId,
      mode: "live",
      customerId: "cus_1",
      clientKey: randomUUID(),
      source: "widget",
      verified: true,
      receivedAt: new Date(),
      startedAt: new Date(Date.UTC(2026, 2, 1, hour)),
      revision: 1,
      facts: { ...facts, customer: { id: "cus_1" } },
    })
  await report(0, { aborted: true })
  await report(30, { canceled: true })
  const visit = (hour: number, more: Fields) => ({
    _id: `hour ${hour}`,
    createdAt: new Date(Date.UTC(2026, 2, 1, hour)).toISOString(),
    customer: { id: "cus_1" },
    ...more,
  })
  await importInto(server.database, workspaceId, itemsOf([visit(20, {}), visit(2, { canceled: true })]))
  const rows = await server.database.db
    .selectFrom("session")
    .leftJoin("session as winner", "winner.id", "session.bounced_by")
    .select(["session.created_at", "winner.created_at as winner"])
    .where("session.workspace_id", "=", workspaceId)
    .orderBy("session.created_at")
    .execute()
  const hours = (at: Date | null) => at && (at.getTime() - Date.UTC(2026, 2, 1)) / 3_600_000
  expect(rows.map((row) => [hours(row.created_at), hours(row.winner)])).toEqual([
    [0, 2],
    [2, null],
    [20, 30],
    [30, null],
  ])
})

test("a record that changed is changed here; one that is older than what is here is not; a decision stays", async () => {
  const workspace = await server.addWorkspace("Changing")
  const record = {
    _id: "66f0c0ffee66f0c0ffee66f1",
    mode: "LIVE",
    createdAt: "2025-03-01T09:00:00.000Z",
    updatedAt: "2025-03-01T10:00:00.000Z",
    customer: { id: "cus_1" },
    canceled: true,
    feedback: "first",
  }
  const importing = async (change: Fields) =>
    (await importInto(server.database, workspace.id, itemsOf([{ ...record, ...change }]))).counts
  const kept = async () => {
    const [{ feedback, canceled, updatedAt } = {}] = await get(workspace, workspace.dataKeyLive, "")
    return [feedback, canceled, updatedAt]
  }
  expect(await importing({})).toEqual(counts({ read: 1, new: 1 }))
  const later = "2025-03-02T10:00:00.000Z"
  expect(await importing({ updatedAt: later, feedback: "second" })).toEqual(counts({ read: 1, changed: 1 }))
  expect(await kept()).toEqual(["second", true, later])
  expect(await importing({})).toEqual(counts({ read: 1, unchanged: 1 }))
  expect(await kept()).toEqual(["second", true, later])
  expect(await importing({ updatedAt: later, feedback: "third", canceled: false })).toEqual(
    counts({ read: 1, changed: 1 }),
  )
  expect(await kept()).toEqual(["third", true, later])
  expect(await importing({ updatedAt: undefined, feedback: "third" })).toEqual(
    counts({ read: 1, unchanged: 1 }),
  )
})

test("a session that stands twice in a source is new once", async () => {
  const workspaceId = randomUUID()
  const record = { _id: "twice", createdAt: "2025-03-01T09:00:00.000Z", customer: { id: "cus_1" } }
  const { counts: got } = await importInto(
    server.database,
    workspaceId,
    itemsOf([record, record, { ...record, feedback: "more" }]),
  )
  expect(got).toEqual(counts({ read: 3, new: 1, changed: 1, unchanged: 1 }))
})

test("what cannot be taken is refused with its place and reason, and the rest is taken", async () => {
  const workspaceId = randomUUID()
  const good = { _id: "good", createdAt: "2025-03-01T09:00:00.000Z", customer: { id: "cus_1" } }
  const all = [
    good,
    { ...good, _id: "list", customer: { id: ["a"] } },
    { ...good, customer: { id: "cus_2" } },
    { ...good, createdAt: "2025-03-01T09:00:00.001Z" },
    { ...good, mode: "TEST" },
    { ...good, verified: false },
    { ...good, _id: "open", canceled: false, saveType: null },
    "nothing",
  ]
  async function* items(): AsyncGenerator<SourceItem> {
    yield* itemsOf(all)
    yield { place: { record: 9, line: 12 }, problem: "is not valid UTF-8" }
  }
  const { counts: got, refused } = await importInto(server.database, workspaceId, items())
  expect(got).toEqual(counts({ read: 9, new: 1, inProgress: 1, refused: 7 }))
  const at = (record: number, line: number | null = null) => ({ record, line })
  const elsewhere = (field: string) => `A session with this _id is here with another ${field}.`
  expect(refused).toEqual([
    { place: at(2), id: "list", reason: "customer.id is a list; it takes string." },
    { place: at(8), id: null, reason: "It is no object." },
    { place: at(9, 12), id: null, reason: "It is not valid UTF-8." },
    { place: at(3), id: "good", reason: elsewhere("customer.id") },
    { place: at(4), id: "good", reason: elsewhere("createdAt") },
    { place: at(5), id: "good", reason: elsewhere("mode") },
    { place: at(6), id: "good", reason: elsewhere("verified") },
  ])
})

const hostile = [
  "\\",
  "\\.",
  "'; drop table session; --",
  "\u0001\u001b[31m",
  "😀👩‍👩‍👧‍👦 \u202e",
  "%_",
  '"',
  "\u2028",
  " ",
]

test("hostile text comes back as it came, in every field and as an id", async () => {
  const workspace = await server.addWorkspace("Hostile")
  const all = hostile.map((text, n) => ({
    _id: `${text}${n}`,
    createdAt: `2025-03-01T09:00:00.${100 + n}Z`,
    mode: "LIVE",
    customer: { id: `${text}${n}`, email: text, customAttributes: { [text]: text } },
    feedback: text,
    surveyChoiceValue: text,
    canceled: true,
    [`own ${text}`]: [text, { [text]: null }],
  }))
  expect((await importInto(server.database, workspace.id, itemsOf(all))).counts.new).toBe(all.length)
  const given = await get(workspace, workspace.dataKeyLive, "limit=100")
  expect(given.reverse()).toEqual(
    all.map((record) => ({
      ...record,
      __v: 0,
      org: workspace.id,
      aborted: false,
      bounced: false,
      saveType: null,
      segmentId: null,
      updatedAt: record.createdAt,
    })),
  )
})

test("reports that arrive during an import and the import agree on the bounces", async () => {
  const workspaceId = randomUUID()
  const start = Date.UTC(2026, 2, 1)
  const customers = Array.from({ length: 40 }, (_, n) => `cus_${n}`)
  const visits = customers.flatMap((id, n) =>
    [0, 1, 2].map((hour) => ({
      _id: uuidv7(start + hour * 3_600_000 + n, Buffer.from(`${id} ${hour}`.padEnd(10))),
      createdAt: new Date(start + hour * 3_600_000 + n).toISOString(),
      canceled: hour === 1,
      customer: { id },
    })),
  )
  const halves = [visits.filter((_, n) => n % 2 === 0), visits.filter((_, n) => n % 2 === 1)]
  await Promise.all([
    ...halves.map((half) => importInto(server.database, workspaceId, itemsOf(half))),
    ...customers.map((customerId) =>
      server.intake.record({
        workspaceId,
        mode: "live",
        customerId,
        clientKey: randomUUID(),
        source: "widget",
        verified: true,
        receivedAt: new Date(),
        startedAt: new Date(start + 5 * 3_600_000),
        revision: 1,
        facts: { canceled: true, customer: { id: customerId } },
      }),
    ),
  ])
  const rows = await server.database.db
    .selectFrom("session")
    .select(["id", "customer_id", "created_at", "outcome", "bounced_by"])
    .where("workspace_id", "=", workspaceId)
    .execute()
  expect(rows).toHaveLength(customers.length * 4)
  for (const theirs of Map.groupBy(rows, (row) => row.customer_id).values()) {
    const sessions = theirs.map(settledSession)
    expect(new Map(theirs.map((row) => [row.id, row.bounced_by]))).toEqual(naiveBounces(sessions))
  }
})

test("an import waits for whoever is writing a session of one of its customers", async () => {
  const workspaceId = randomUUID()
  const { db } = server.database
  const customer = { workspaceId, mode: "live", verified: true, customerId: "cus_2" } as const
  const waiting = async () => {
    const { rows } = await sql`select from pg_locks where locktype = 'advisory' and not granted and database =
      (select oid from pg_database where datname = current_database())`.execute(db)
    return rows.length > 0
  }
  const written = async () =>
    (await db.selectFrom("session").select("foreign_id").where("workspace_id", "=", workspaceId).execute())
      .length
  const all = ["cus_1", "cus_2", "cus_3"].map((id) => ({
    _id: id,
    createdAt: "2025-03-01T09:00:00.000Z",
    customer: { id },
  }))
  let importing: ReturnType<typeof importInto> | undefined
  await lockedTransaction(db, lockName(customer, ""), async () => {
    importing = importInto(server.database, workspaceId, itemsOf(all))
    await expect.poll(async () => (await waiting()) || (await written()) > 0).toBe(true)
    expect(await written()).toBe(0)
  })
  expect((await importing)?.counts.new).toBe(3)
  expect(await written()).toBe(3)
})

test("old sessions that come make the facet blocks over them stale", async () => {
  const workspaceId = randomUUID()
  const record = { _id: "old", createdAt: "2025-03-01T09:00:00.000Z" }
  const stale = () =>
    server.database.db
      .selectFrom("facet_stale")
      .select(["mode", "from_at", "to_at"])
      .where("workspace_id", "=", workspaceId)
      .execute()
  await importInto(server.database, workspaceId, itemsOf([record, { ...record, _id: "b", mode: "TEST" }]))
  const at = new Date(record.createdAt)
  expect((await stale()).toSorted((a, b) => (a.mode < b.mode ? -1 : 1))).toEqual([
    { mode: "live", from_at: at, to_at: at },
    { mode: "test", from_at: at, to_at: at },
  ])
  await importInto(server.database, workspaceId, itemsOf([record]))
  expect(await stale()).toHaveLength(2)
})
