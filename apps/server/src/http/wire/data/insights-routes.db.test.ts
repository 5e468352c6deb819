import { afterAll, beforeAll, expect, test } from "vitest"
import type { StoredSession } from "../../../testing/naive-filter.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"
import { seedVaried } from "../../../testing/varied-sessions.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let live: StoredSession[]
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  live = (await seedVaried(server.database, shop.id)).filter((row) => row.mode === "live")
})
afterAll(() => server.close())

async function read<T>(path: string, { appId, dataKeyLive } = shop): Promise<T> {
  const headers = { "x-ck-app": appId, "x-ck-api-key": dataKeyLive }
  const answer = await server.app.inject({ url: `/v1/data/insights/${path}`, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const isValid = (row: StoredSession) => row.outcome !== "open" && row.bounced_by === null
const ended = (rows: readonly StoredSession[], outcome: string) =>
  rows.filter((row) => row.outcome === outcome).length

/** The figures of the headline over some sessions, in plain words. */
function headlineOf(rows: readonly StoredSession[]) {
  const valid = rows.filter(isValid)
  const [saved, canceled, abandoned] = [
    ended(valid, "saved"),
    ended(valid, "canceled"),
    ended(valid, "abandoned"),
  ]
  return {
    sessions: valid.length,
    ...{ saved, canceled, abandoned },
    saveRate: valid.length === 0 ? null : (valid.length - canceled) / valid.length,
    offerSaveRate: saved + canceled === 0 ? null : saved / (saved + canceled),
    unverified: valid.filter((row) => !row.verified).length,
    bounced: rows.filter((row) => row.bounced_by !== null).length,
    open: ended(rows, "open"),
  }
}

test.each<[string, (row: StoredSession) => boolean]>([
  ["", () => true],
  ["?segmentId=null", (row) => row.segment_id === null],
  ["?-verified=false", (row) => row.verified],
  ["?canceled=true", (row) => row.outcome === "canceled"],
  ["?startDate=2026-06-01", (row) => row.created_at >= new Date("2026-06-01")],
  ["?endDate=2026-06-01", (row) => row.created_at <= new Date("2026-06-01")],
])("the headline of %s says what its sessions say", async (query, isMeant) => {
  expect(await read(`headline${query}`)).toMatchObject({
    ...headlineOf(live.filter(isMeant)),
    asOf: expect.any(String),
    before: null,
  })
})

test("the end of a span is in it, to the millisecond, and not in the one after", async () => {
  const [middle] = live
    .toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime())
    .slice(live.length / 2)
  const at = middle?.created_at ?? new Date()
  const upTo = await read<{ sessions: number }>(`headline?endDate=${at.toISOString()}`)
  const since = await read<{ sessions: number }>(
    `headline?startDate=${new Date(at.getTime() + 1).toISOString()}`,
  )
  expect(upTo).toMatchObject(headlineOf(live.filter((row) => row.created_at <= at)))
  expect(upTo.sessions + since.sessions).toBe(live.filter(isValid).length)
})

test("the headline of an earlier span stands beside it where it is asked for", async () => {
  const [from, to] = [new Date("2026-06-01T00:00:00Z"), new Date("2026-07-01T00:00:00Z")]
  const before = new Date("2026-05-02T00:00:00Z")
  const range = `startDate=${from.toISOString()}&endDate=${new Date(to.getTime() - 1).toISOString()}`
  const {
    bounced: _,
    open: __,
    ...figures
  } = headlineOf(live.filter((row) => row.created_at >= before && row.created_at < from))
  expect(await read(`headline?${range}&compare=previous`)).toMatchObject({ before: figures })
})

test("the points of the save rate add up to the headline", async () => {
  const { points, unit } = await read<{ points: Record<string, number>[]; unit: string }>("save-rate")
  const { sessions, canceled, abandoned } = headlineOf(live)
  const sum = (name: string) => points.reduce((all, point) => all + (point[name] ?? 0), 0)
  expect({ sessions: sum("sessions"), canceled: sum("canceled"), abandoned: sum("abandoned") }).toEqual({
    ...{ sessions, canceled, abandoned },
  })
  expect(unit).toBe("month")
  expect(points.every(({ sessions, saveRate }) => (sessions === 0) === (saveRate === null))).toBe(true)
})

test("each outcome has its sessions and its share", async () => {
  const { outcomes } = await read<{
    outcomes: { outcome: string; saveType: string; sessions: number; share: number }[]
  }>("outcomes")
  const valid = live.filter(isValid)
  const kinds = Map.groupBy<string | null, StoredSession>(valid, (row) =>
    row.outcome === "canceled" ? null : row.save_type,
  )
  expect(outcomes.length).toBe(kinds.size)
  for (const { saveType, sessions, share } of outcomes) {
    expect(sessions, String(saveType)).toBe(kinds.get(saveType)?.length)
    expect(share).toBe(sessions / valid.length)
  }
})

test("a workspace without sessions has no rates, and no error", async () => {
  expect(await read("headline", other)).toMatchObject({
    sessions: 0,
    saveRate: null,
    offerSaveRate: null,
    value: [],
  })
  expect(await read("save-rate", other)).toMatchObject({ points: [], before: null })
  expect(await read("outcomes", other)).toMatchObject({ outcomes: [] })
})

test("what is bounced cannot be asked for: no figure is made of it", async () => {
  const answer = await server.app.inject({
    url: "/v1/data/insights/headline?bounced=true",
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
  })
  expect({ status: answer.statusCode, says: answer.body }).toMatchObject({
    status: 422,
    says: expect.stringContaining("bounced"),
  })
})
