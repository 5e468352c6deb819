import { type Dimension, dimensions, facetDimensions, type Mode, pricePhrase } from "@holdfast/protocol"
import type { StreamFacet, StreamPage } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { seedDemo } from "../../demo/seed-demo.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { naiveDimensions, newestFirst, type StoredSession } from "../../testing/naive-filter.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** Live sessions that nobody vouched for. */
const someUnverified = 7

let server: TestApp
let shop: TestWorkspace
let cookie: string
let stored: StoredSession[]
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  await seedDemo(server.database, shop.id, { now: new Date("2026-11-01T12:00:00.000Z"), sessions: 1_200 })
  cookie = await server.signIn(shop, "viewer")
  await pastTheLog(server.database, (db) =>
    sql`
      with few as (
        select id from session where workspace_id = ${shop.id} and mode = 'live' order by id limit ${someUnverified}
      )
      update session set verified = false from few where workspace_id = ${shop.id} and session.id = few.id`.execute(
      db,
    ),
  )
  stored = newestFirst(await server.database.db.selectFrom("session").selectAll().execute())
})
afterAll(() => server.close())

const read = async <T>(path: string, query: URLSearchParams): Promise<T> => {
  const url = `/api/workspaces/${shop.appId}/sessions${path}?${query}`
  const answer = await server.app.inject({ url, headers: { cookie } })
  expect(answer.statusCode, `${url}\n${answer.body}`).toBe(200)
  return answer.json()
}

/** The ids of all pages. */
async function idsOf(query: URLSearchParams): Promise<string[]> {
  const ids: string[] = []
  const next = new URLSearchParams(query)
  next.set("size", "100")
  for (;;) {
    const page = await read<StreamPage>("", next)
    ids.push(...page.sessions.map(({ id }) => id))
    if (page.next === null) return ids
    next.set("before", page.next)
  }
}

const inMode = (mode: Mode) => stored.filter((row) => row.mode === mode)
/** Two values of a dimension as a query says them, one of them "none" where that occurs. */
function twoValues(dimension: Dimension): [string, string] {
  const values = [...new Set(inMode("live").map(naiveDimensions[dimension]))]
  const other = values[0] === "true" ? "false" : "true"
  const second = values.includes(null) ? null : (values[1] ?? other)
  return [String(values.find((value) => value !== null)), String(second)]
}

describe("list and count agree with a plain look at every row", () => {
  const filtered = dimensions.filter((dimension) => dimension !== "ageMonths")
  const cases = filtered.flatMap((dimension) => [[dimension, 1] as const, [dimension, 2] as const])
  test.each(cases)("%s, by %i of its values and by none of them", async (dimension, size) => {
    const values = twoValues(dimension).slice(0, size)
    const name = dimension === "currency" ? "sessionCurrency" : dimension
    for (const parameter of [name, `-${name}`]) {
      const query = new URLSearchParams(values.map((value): [string, string] => [parameter, value]))
      const expected = inMode("live").filter((row) => {
        const isOne =
          values.includes(String(naiveDimensions[dimension](row))) &&
          // a session in progress has no saveType either, and is no cancellation
          !(dimension === "saveType" && row.outcome === "open")
        return isOne !== parameter.startsWith("-")
      })
      expect(await idsOf(query)).toEqual(expected.map(({ id }) => id))
      expect(await read("/count", query)).toEqual({
        count: expected.length,
        unverified: expected.filter((row) => !row.verified).length,
      })
    }
  })

  test("all that is given must hold, a search and dates too", async () => {
    const query = new URLSearchParams([
      ["search", "EXPENSIVE"],
      ["from", "2026-06-01"],
      ["to", "2026-10-15T12:00:00Z"],
      ["-outcome", "canceled"],
      ["billingInterval", "month"],
    ])
    const expected = inMode("live").filter(
      (row) =>
        row.search_text.includes("expensive") &&
        row.created_at >= new Date("2026-06-01") &&
        row.created_at < new Date("2026-10-15T12:00:00Z") &&
        row.outcome !== "canceled" &&
        row.billing_interval === "MONTH",
    )
    expect(expected.length).toBeGreaterThan(0)
    expect(await idsOf(query)).toEqual(expected.map(({ id }) => id))
  })

  test("a range may be all but a hundred years wide", async () => {
    const query = new URLSearchParams({ from: "2000-01-01", to: "2099-12-31" })
    expect(await read("/count", query)).toEqual({ count: inMode("live").length, unverified: someUnverified })
  })
})

describe("facets", () => {
  const facetsOf = async (query: Record<string, string>) => {
    const { facets } = await read<{ facets: StreamFacet[] }>("/facets", new URLSearchParams(query))
    return facets
  }
  const countsOf = (facets: StreamFacet[], dimension: string) =>
    Object.fromEntries(
      facets
        .find((facet) => facet.dimension === dimension)
        ?.values.map(({ value, count }) => [String(value), count]) ?? [],
    )

  test("stand in the order of the screen, with the values that occur and how many sessions they leave", async () => {
    const facets = await facetsOf({})
    expect(facets.map(({ dimension }) => dimension)).toEqual([...facetDimensions])
    for (const { dimension } of facets) {
      const expected: Record<string, number> = {}
      for (const row of inMode("live")) {
        const value = naiveDimensions[dimension](row)
        const isNamed = value !== null || dimension === "segmentId" || dimension === "offerType"
        const only = { outcome: "abandoned", verified: "false" }[String(dimension)]
        const isOffered = only === undefined ? isNamed : value === only
        if (isOffered) expected[String(value)] = (expected[String(value)] ?? 0) + 1
      }
      expect(countsOf(facets, dimension)).toEqual(expected)
    }
  })

  test("a segment brings its name, and a plan what it costs", async () => {
    const facets = await facetsOf({})
    const [primary, ...segments] = facets.find(({ dimension }) => dimension === "segmentId")?.values ?? []
    expect([primary?.value, primary?.label]).toEqual([null, "Primary Flow"])
    const names = await server.database.db.selectFrom("segment").select(["id", "name"]).execute()
    for (const { value, label } of segments) {
      expect(label).toBe(names.find(({ id }) => id === value)?.name)
    }
    const plans = facets.find(({ dimension }) => dimension === "planId")?.values ?? []
    expect(plans.length).toBeGreaterThan(0)
    for (const { value, label } of plans) {
      const newest = inMode("live").find((row) => row.plan_id === value)
      const expected = pricePhrase(
        { amountMinor: newest?.plan_price ?? Number.NaN, currency: newest?.currency?.toUpperCase() ?? "" },
        newest?.billing_interval
          ? { interval: newest.billing_interval, count: newest.billing_interval_count ?? 1 }
          : null,
      )
      expect([value, label]).toEqual([value, expected])
    }
  })

  test("a choice narrows every group but its own, and the mode and the search narrow all", async () => {
    const [all, paused] = [await facetsOf({}), await facetsOf({ offerType: "PAUSE" })]
    expect(countsOf(paused, "offerType")).toEqual(countsOf(all, "offerType"))
    const trial = inMode("live").filter((row) => row.offer_type === "PAUSE" && row.on_trial).length
    expect(countsOf(paused, "trial").true).toBe(trial === 0 ? undefined : trial)
    const testMode = await facetsOf({ mode: "test", search: "a" })
    const found = inMode("test").filter((row) => row.search_text.includes("a") && row.outcome === "abandoned")
    expect(countsOf(testMode, "outcome")).toEqual(found.length === 0 ? {} : { abandoned: found.length })
  })

  test("what is chosen and does not occur is there with none, by its name", async () => {
    const all = await facetsOf({})
    const named = (dimension: string) =>
      all.find((facet) => facet.dimension === dimension)?.values.find(({ label, value }) => value && label)
    const [segment, plan] = [named("segmentId"), named("planId")]
    const resting = await facetsOf({
      from: "2000-01-01",
      to: "2000-01-02",
      segmentId: segment?.value ?? "",
      "-planId": plan?.value ?? "",
      response: "Nobody said this",
    })
    expect(resting).toEqual([
      { dimension: "segmentId", values: [{ ...segment, count: 0 }] },
      { dimension: "planId", values: [{ ...plan, count: 0 }] },
      { dimension: "response", values: [{ value: "Nobody said this", label: null, count: 0 }] },
    ])
  })

  test("a group without values is left out, and so all are where nothing matches", async () => {
    expect(await facetsOf({ search: "no session says this" })).toEqual([])
  })
})
