import type { Insights, Rate } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
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

describe("says what the page says", () => {
  const [from, to] = ["2026-06-01T00:00:00.000Z", "2026-09-01T00:00:00.000Z"]
  const range = `startDate=${from}&endDate=2026-08-31T23:59:59.999Z&compare=previous`
  const onScreen = async (filter: string): Promise<Insights> => {
    const answer = await server.app.inject({
      url: `/api/workspaces/${shop.appId}/insights?from=${from}&to=${to}&compare=previous${filter}`,
      headers: { cookie: await server.signIn(shop, "viewer") },
    })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }
  const chosenOf = ({ count: chosen, of: displayed, rate: share }: Rate) => ({ chosen, displayed, share })
  const savedOf = ({ of: sessions, rate: saveRate }: Rate) => ({ sessions, saveRate })
  const readRange = <T>(path: string, filter: string) => read<T>(`${path}?${range}${filter}`)

  test.each(["", "&segmentId=null", "&verified=true", "&-trial=true&billingInterval=MONTH"])(
    "of %j",
    async (filter) => {
      const page = await onScreen(filter)
      expect(page.headline.now.sessions).toBeGreaterThan(30)

      const { rows: offers } = await readRange<{ rows: object[] }>("offers", filter)
      expect(offers).toEqual(
        page.offers.map(({ discountGiven, endedLater, acceptance, acceptanceBefore, ...row }) => ({
          ...{ ...row, acceptance: acceptance.rate, acceptanceBefore: acceptanceBefore?.rate },
          ...(discountGiven && { discountGiven }),
          ...(endedLater && { endedLater: endedLater.count, followed: endedLater.of }),
        })),
      )
      expect(page.offers.map(({ guid }) => guid)).toContain(null)

      expect(await readRange("reasons", filter)).toMatchObject({
        rows: page.reasons.rows.map(({ share, shareBefore, saveRate, trend, ...row }) => ({
          ...{ ...row, ...chosenOf(share), shareBefore: shareBefore?.rate, saveRate: saveRate.rate },
          trend: trend.map(({ label, share }) => ({ label, ...chosenOf(share) })),
        })),
        unanswered: page.reasons.unanswered.count,
        surveyed: page.reasons.unanswered.of,
        byPlan: page.reasons.byPlan.map(({ value: planId, sessions, reasons }) => ({
          ...{ planId, sessions },
          reasons: reasons.map(({ reason, share }) => ({ reason, ...chosenOf(share) })),
        })),
        byAge: page.reasons.byAge.map(({ value, sessions }) => ({
          ...{ ageYears: value === null ? null : Number(value), sessions },
        })),
      })

      const { nodes, links } = page.responseFlow
      expect(await readRange("response-flow", filter)).toEqual({
        asOf: expect.any(String),
        nodes: nodes.map(({ without: _, ...node }) => node),
        links,
      })

      expect(await readRange("cohorts", filter)).toEqual({
        asOf: expect.any(String),
        plans: page.cohorts.plans,
        cells: page.cohorts.cells.map(({ ageYears, saveRate, ...cell }) => ({
          ...{ ...cell, ageYears: ageYears === null ? null : Number(ageYears), ...savedOf(saveRate) },
        })),
        starts: page.cohorts.starts.map(({ month, saveRate, held }) => ({
          ...{ month, ...savedOf(saveRate), held },
        })),
      })

      const { missing, boosted: boostedRevenue, leftOutside, ...held } = page.held
      expect(missing).toBe(null)
      expect(await readRange("held", filter)).toEqual({
        asOf: expect.any(String),
        ...{ ...held, boostedRevenue, leftOutside, billing: true },
      })

      expect(page.change?.groups.length).toBeGreaterThan(0)
      expect(await readRange("changes", filter)).toEqual({
        asOf: expect.any(String),
        change: {
          ...page.change,
          ...{ now: savedOf(rateOf(page.change?.now)), before: savedOf(rateOf(page.change?.before)) },
          groups: page.change?.groups.map(({ now, before, ...group }) => ({
            ...{ ...group, now: savedOf(now), before: savedOf(before) },
          })),
        },
      })
    },
  )

  /** A missing one would be a fault of the page. */
  function rateOf(rate: Rate | undefined): Rate {
    if (rate) return rate
    throw new Error("The page has no such rate")
  }

  test("a change is one from the span before, unless another is asked for", async () => {
    const span = "startDate=2026-06-01&endDate=2026-08-31"
    const [plain, previous, year] = await Promise.all(
      ["", "&compare=previous", "&compare=year"].map((compare) =>
        read<{ change: object }>(`changes?${span}${compare}`),
      ),
    )
    expect(plain?.change).toEqual(previous?.change)
    expect(plain?.change).not.toEqual(year?.change)
    expect(await read("changes?endDate=2026-08-31")).toMatchObject({ change: null })
  })

  test("what was paid after saves is there where a billing tells, and only there", async () => {
    const paying = await server.addWorkspace("Paying")
    expect(Object.keys(await read<object>("held", paying))).not.toContain("boostedRevenue")
    const tell = (payload: object) =>
      server.app.inject({
        method: "POST",
        url: "/v1/data/events",
        headers: { "x-ck-app": paying.appId, "x-ck-api-key": paying.dataKeyLive },
        payload,
      })
    const told = await tell({
      ...{ event: "Invoice Paid", customerId: "c1", subscriptionId: "s1", eventId: "e1" },
      eventData: { amount: 4900, currency: "usd" },
    })
    expect(told.statusCode, told.body).toBe(200)
    expect(await read("held", paying)).toMatchObject({ billing: true, boostedRevenue: [], leftOutside: 0 })
  })
})

test.each(["offers", "reasons", "response-flow", "cohorts", "held", "changes"])(
  "%s says of a workspace without sessions nothing, and of a wrong filter what is wrong",
  async (path) => {
    const answer = await read<Record<string, unknown>>(path, other)
    for (const list of ["rows", "nodes", "links", "plans", "cells", "starts", "curve"]) {
      if (list in answer) expect(answer[list], list).toEqual([])
    }
    for (const [query, named] of [
      ["ageYears=old", "ageYears"],
      ["startDate=2026-02-01&endDate=2026-01-01", "startDate"],
      ["compare=later", "compare"],
      ["inProgress=true", "inProgress"],
    ] as const) {
      const refused = await server.app.inject({
        url: `/v1/data/insights/${path}?${query}`,
        headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
      })
      expect({ status: refused.statusCode, says: refused.body }, query).toMatchObject({
        status: 422,
        says: expect.stringContaining(named),
      })
    }
  },
)

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
