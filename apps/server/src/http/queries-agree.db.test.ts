import { type FacetDimension, facetDimensions } from "@holdfast/protocol"
import type { StreamFacets, StreamPage } from "@holdfast/protocol/dashboard"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type BreakdownName, breakdownNames, type FoldedRow } from "../session/count/breakdowns.ts"
import { isTimeUnit } from "../session/count/time-unit.ts"
import { naiveCounts, type Stored } from "../session/testing/naive-sessions.ts"
import { buildBlocks, changeWorld, makeWorld, worldZones } from "../session/testing/random-world.ts"
import { naiveDimensions } from "../testing/naive-filter.ts"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"
import { naiveData, naiveStream } from "./testing/naive-queries.ts"
import { dataQueries, meant, type Query, streamQueries } from "./testing/random-queries.ts"

/**
 * For any query, what is answered over HTTP is what a naive look at every session answers: the list, the count and the
 * facets of the stream, and the sessions and the counts of the Data API, which are those of a panel as well.
 * `HOLDFAST_PROPERTY_RUNS` asks for more of them.
 */
const queries = Math.ceil(Number(process.env.HOLDFAST_PROPERTY_RUNS ?? 240) / 4)

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())

interface Place {
  workspace: TestWorkspace
  cookie: string
  timeZone: string
}

async function ask<T>({ workspace, cookie }: Place, path: string, query: Query): Promise<T> {
  const url = `${path}?${new URLSearchParams(query)}`
  const answer = await server.app.inject({
    url,
    headers: { cookie, "x-ck-app": workspace.appId, "x-ck-api-key": workspace.dataKeyLive },
  })
  expect(answer.statusCode, `${url}\n${answer.body}`).toBe(200)
  return answer.json<T>()
}

async function streamAgrees(place: Place, sessions: readonly Stored[], query: Query, size: number) {
  const path = `/api/workspaces/${place.workspace.appId}/sessions`
  const expected = naiveStream(sessions, query)
  const shown: string[] = []
  let before: Query = []
  for (;;) {
    const page = await ask<StreamPage>(place, path, [...query, ["size", String(size)], ...before])
    shown.push(...page.sessions.map(({ id }) => id))
    if (page.next === null) break
    before = [["before", page.next]]
  }
  expect(shown).toEqual(expected.map(({ id }) => id))
  expect(await ask(place, `${path}/count`, query)).toEqual({
    count: expected.length,
    unverified: expected.filter(({ verified }) => !verified).length,
  })
  const { facets } = await ask<StreamFacets>(place, `${path}/facets`, query)
  for (const dimension of facetDimensions) {
    const values = facets.find((facet) => facet.dimension === dimension)?.values ?? []
    // of the outcomes a query tells the ones it wants or the ones it does not: whether that names a count of none is open
    const counted = values.filter(({ count }) => dimension !== "outcome" || count > 0)
    expect(
      counted.map(({ value, count }) => `${JSON.stringify([value])} ${count}`).sort(),
      dimension,
    ).toEqual([...offered(dimension, sessions, query), ...chosenInVain(dimension, sessions, query)].sort())
  }
}

const parametersOf = (dimension: FacetDimension) =>
  dimension === "outcome" ? ["outcome", "canceled", "aborted"] : [dimension]

function isOffered(dimension: FacetDimension, value: string | null): boolean {
  if (dimension === "outcome") return value === "abandoned"
  if (dimension === "verified") return value === "false"
  return value !== null || dimension === "segmentId" || dimension === "offerType"
}

/** The values of a group that occur: its own choices do not narrow it. */
function offered(dimension: FacetDimension, sessions: readonly Stored[], query: Query): string[] {
  const own = parametersOf(dimension)
  const others = query.filter(([name]) => !own.includes(name.replace(/^-/, "")))
  const values = naiveStream(sessions, others).filter((session) =>
    isOffered(dimension, naiveDimensions[dimension](session)),
  )
  return naiveCounts(values, [dimension], "UTC")
}

/** What is chosen of a group is offered, too, where nothing has it. */
function chosenInVain(dimension: FacetDimension, sessions: readonly Stored[], query: Query): string[] {
  if (dimension === "outcome") return []
  const chosen = query
    .filter(([name]) => name.replace(/^-/, "") === dimension)
    .map(([, text]) => meant(dimension, text))
  const occurs = offered(dimension, sessions, query)
  return [...new Set(chosen)]
    .filter((value) => isOffered(dimension, value))
    .map((value) => JSON.stringify([value]))
    .filter((value) => !occurs.some((each) => each.startsWith(`${value} `)))
    .map((value) => `${value} 0`)
}

const cuts = fc.record({
  skip: fc.integer({ min: 0, max: 60 }),
  limit: fc.integer({ min: 1, max: 500 }),
  // mostly a few, and up to all at once
  by: fc.oneof(
    { weight: 2, arbitrary: fc.uniqueArray(fc.constantFrom(...breakdownNames), { maxLength: 3 }) },
    {
      weight: 1,
      arbitrary: fc.uniqueArray(fc.constantFrom(...breakdownNames), {
        minLength: 4,
        maxLength: breakdownNames.length,
        size: "max",
      }),
    },
  ),
})
type Cut = { skip: number; limit: number; by: BreakdownName[] }

async function dataAgrees(place: Place, sessions: readonly Stored[], query: Query, { skip, limit, by }: Cut) {
  const expected = naiveData(sessions, query, "live")
  const page: Query = [
    ["skip", String(skip)],
    ["limit", String(limit)],
  ]
  const records = await ask<{ _id: string }[]>(place, "/v1/data/sessions", [...query, ...page])
  expect(records.map(({ _id }) => _id)).toEqual(
    expected.slice(skip, skip + limit).map(({ id, foreign_id }) => foreign_id ?? id),
  )
  const read = async (names: readonly BreakdownName[]) => {
    const breakdown: Query = names.length > 0 ? [["breakdown", names.join("-")]] : []
    const rows = await ask<FoldedRow[]>(place, "/v1/data/session-aggregation", [...query, ...breakdown])
    const counts = rows.map(
      ({ count, ...values }) => `${JSON.stringify(names.map((name) => values[name]))} ${count}`,
    )
    expect(counts.sort()).toEqual(
      names.length > 0 ? naiveBreakdown(expected, names, place.timeZone) : [`[] ${expected.length}`],
    )
    return rows
  }
  await read(by)
  // a panel of the analytics page knows no open sessions
  if (query.some(([name, value]) => name === "inProgress" && value === "true")) return
  const rows = await read([...new Set([...by, "canceled", "aborted", "bounced"] as const)])
  const asked = query.filter(([name]) => name !== "inProgress")
  const {
    sessions: valid,
    saved,
    canceled,
    abandoned,
  } = await ask<Record<string, number>>(place, "/v1/data/insights/headline", asked)
  const ended = (is: (row: FoldedRow) => boolean) =>
    rows.filter((row) => !row.bounced && is(row)).reduce((sum, { count }) => sum + count, 0)
  expect({ valid, saved, canceled, abandoned }).toEqual({
    valid: ended(() => true),
    saved: ended((row) => !row.canceled && !row.aborted),
    canceled: ended((row) => row.canceled === true),
    abandoned: ended((row) => row.aborted === true),
  })
}

/** What the Data API calls a value that it counts by. */
function naiveBreakdown(sessions: readonly Stored[], by: readonly BreakdownName[], timeZone: string) {
  const counts = new Map<string, number>()
  for (const session of sessions) {
    const key = JSON.stringify(by.map((name) => breakdownValue(session, name, timeZone)))
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return Array.from(counts, ([values, count]) => `${values} ${count}`).sort()
}

function breakdownValue(session: Stored, name: BreakdownName, timeZone: string): unknown {
  if (isTimeUnit(name)) return JSON.parse(naiveCounts([session], [name], timeZone)[0]?.slice(0, -2) ?? "")[0]
  const months = session.age_months ?? null
  switch (name) {
    case "aborted":
      return session.outcome === "abandoned"
    case "canceled":
      return session.outcome === "canceled"
    case "trial":
      return session.on_trial === true
    case "bounced":
      return session.bounced_by !== null
    case "verified":
      return session.verified
    case "usedClickToCancel":
      return session.used_click_to_cancel === true
    case "hasFeedback":
      return Boolean(session.feedback)
    case "priced":
      return naiveDimensions.priced(session) === "true"
    case "pauseDuration":
      return session.pause_duration ?? null
    case "ageMonths":
      return months
    case "ageQuarters":
      return months === null ? null : Math.floor(months / 3)
    case "ageYears":
      return months === null ? null : Math.floor(months / 12)
    case "currency":
    case "sessionCurrency":
      return naiveDimensions.currency(session)
    default:
      return naiveDimensions[name](session)
  }
}

test("stream, count, facets, Data API and aggregation agree for any query", {
  timeout: 3_600_000,
}, async () => {
  for (const [seed, timeZone] of worldZones.slice(0, 2).entries()) {
    const [workspace, neighbour] = [await server.addWorkspace("Shop"), await server.addWorkspace("Other")]
    await server.database.db
      .updateTable("workspace")
      .set({ time_zone: timeZone })
      .where("id", "=", workspace.id)
      .execute()
    const place = { workspace, cookie: await server.signIn(workspace, "viewer"), timeZone }
    const world = await makeWorld(server.database, [workspace.id, neighbour.id], 100 + seed)
    const build = () => buildBlocks(server.database, world)
    const change = () => changeWorld(server.database, world, seed)
    const stages = [build, change, build]
    for (const prepare of stages) {
      await prepare()
      const sessions = world.sessions.filter((session) => session.workspace_id === workspace.id)
      const numRuns = Math.ceil(queries / 2 / 2 / stages.length)
      await fc.assert(
        fc.asyncProperty(streamQueries(sessions), fc.integer({ min: 40, max: 100 }), (query, size) =>
          streamAgrees(place, sessions, query, size),
        ),
        { numRuns, endOnFailure: true },
      )
      await fc.assert(
        fc.asyncProperty(dataQueries(sessions), cuts, (query, cut) =>
          dataAgrees(place, sessions, query, cut),
        ),
        { numRuns, endOnFailure: true },
      )
    }
  }
})
