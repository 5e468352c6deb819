import { parameterOf, type QueriedDimension, writeFilterValue } from "@holdfast/protocol"
import type { ExportChoice, Insights, StreamPage } from "@holdfast/protocol/dashboard"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { FlowMetrics } from "../insight/flow-metrics.ts"
import { isPriced, naiveKeptAndLost } from "../insight/testing/naive-money.ts"
import { clockChanges, makeTroubledWorld, type TroubledWorld } from "../insight/testing/troubled-world.ts"
import type { Stored } from "../session/testing/naive-sessions.ts"
import { buildBlocks, changeWorld, worldNow } from "../session/testing/random-world.ts"
import { naiveDimensions } from "../testing/naive-filter.ts"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let cookie: string
let world: TroubledWorld
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  const other = await server.addWorkspace("Other")
  cookie = await server.signIn(shop, "owner")
  await server.database.db
    .updateTable("workspace")
    .set({ time_zone: "Asia/Kathmandu" })
    .where("id", "=", shop.id)
    .execute()
  world = await makeTroubledWorld(server.database, [shop.id, other.id], 41)
  await buildBlocks(server.database, world)
  await changeWorld(server.database, world, 42)
}, 120_000)
afterAll(() => server.close())

type Query = [name: string, value: string][]

async function read<T>(path: string, query: Query): Promise<T> {
  const url = `${path}?${new URLSearchParams(query)}`
  const headers = { cookie, "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive }
  const answer = await server.app.inject({ url, headers })
  expect(answer.statusCode, `${url}\n${answer.body}`).toBe(200)
  return answer.json<T>()
}

const page = (path: string) => `/api/workspaces/${shop.appId}/${path}`

/** What the list shows, page after page. */
async function listed(query: Query): Promise<string[]> {
  const ids: string[] = []
  for (let before: Query = []; ; ) {
    const { sessions, next } = await read<StreamPage>(page("sessions"), [
      ...query,
      ["size", "100"],
      ...before,
    ])
    ids.push(...sessions.map(({ id }) => id))
    if (next === null) return ids
    before = [["before", next]]
  }
}

const choice: ExportChoice = {
  ...{ profile: "machine", columns: ["_id"], timeZone: "UTC", separator: ",", isCompressed: false },
}

/** The ids of the file that is exported. */
async function exported(query: Query): Promise<string[]> {
  const answer = await server.app.inject({
    method: "POST",
    url: `${page("exports/download")}?${new URLSearchParams(query)}`,
    headers: { cookie, origin: server.url },
    payload: choice,
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.body.split("\r\n").slice(1, -1)
}

/** What the headline says, by the sessions themselves. */
function headlineOf(sessions: readonly Stored[]) {
  const valid = sessions.filter(({ outcome, bounced_by }) => outcome !== "open" && bounced_by == null)
  const ended = (end: string) => valid.filter(({ outcome }) => outcome === end).length
  return {
    ...{ sessions: valid.length, saved: ended("saved"), canceled: ended("canceled") },
    abandoned: ended("abandoned"),
    value: naiveKeptAndLost(valid),
    unpriced: valid.filter((session) => !isPriced(session)).length,
    unverified: valid.filter(({ verified }) => !verified).length,
  }
}

type Headline = ReturnType<typeof headlineOf>

/** Of an answer what `headlineOf` tells; currencies in one order. */
const plain = ({
  sessions,
  saved,
  canceled,
  abandoned,
  value,
  unpriced,
  unverified,
}: Headline): Headline => ({
  ...{ sessions, saved, canceled, abandoned, unpriced, unverified },
  value: value.toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
})

const dimensions: readonly QueriedDimension[] = [
  ...(["segmentId", "planId", "language", "trial", "verified", "hasFeedback", "priced"] as const),
  ...(["blueprintId", "reason", "billingInterval", "currency"] as const),
]

/** Half of them narrow by nothing but the time. */
const queries = () => {
  const sessions = world.sessions.filter(({ workspace_id }) => workspace_id === shop.id)
  const choices = fc
    .tuple(fc.constantFrom(...dimensions), fc.constantFrom(...sessions), fc.boolean())
    .map(([dimension, session, isNot]): Query => {
      const value = naiveDimensions[dimension](session)
      return [[`${isNot ? "-" : ""}${parameterOf(dimension)}`, writeFilterValue(value)]]
    })
  return fc.record({
    last: fc.option(fc.constantFrom(...clockChanges, ...sessions.map(({ created_at }) => created_at))),
    days: fc.option(fc.integer({ min: 1, max: 500 })),
    query: fc.oneof(fc.constant<Query>([]), choices),
  })
}

test("the list, the page, the API of programs, the flow metrics and the exported file have the same sessions and the same figures", {
  timeout: 600_000,
}, async () => {
  let most = 0
  await fc.assert(
    fc.asyncProperty(queries(), async ({ last, days, query }) => {
      // the last session of a span is in it, whichever way its end is said
      const to = last && new Date(last.getTime() + 1)
      const from = days && new Date((to ?? worldNow).getTime() - days * 24 * 3600 * 1000)
      const ends = (first: string, last: string, beforeLast: number): Query => [
        ...(from ? ([[first, from.toISOString()]] as Query) : []),
        ...(to ? ([[last, new Date(to.getTime() - beforeLast).toISOString()]] as Query) : []),
      ]
      const shown: Query = [...query, ...ends("from", "to", 0)]
      const asked: Query = [...query, ...ends("startDate", "endDate", 1)]

      const insights = await read<Insights>(page("insights"), shown)
      const ids = await listed(shown)
      const sessions = world.sessions.filter(({ id }) => ids.includes(id))
      expect([insights.streamCount, sessions.length]).toEqual([ids.length, ids.length])
      const expected = headlineOf(sessions)
      most = Math.max(most, expected.sessions)
      expect(plain(insights.headline.now)).toEqual(plain(expected))

      const headline = await read<Headline & { saveRate: number | null }>("/v1/data/insights/headline", asked)
      expect(plain(headline)).toEqual(plain(expected))
      expect(headline.saveRate).toBe(insights.headline.now.saveRate.rate)
      const { outcomes } = await read<{ outcomes: { sessions: number }[] }>(
        "/v1/data/insights/outcomes",
        asked,
      )
      expect(outcomes.map(({ sessions }) => sessions)).toEqual(
        insights.outcomes.map(({ share }) => share.count),
      )
      const { points } = await read<{ points: { label: string; sessions: number }[] }>(
        "/v1/data/insights/save-rate",
        asked,
      )
      expect(points.map(({ label, sessions }) => [label, sessions])).toEqual(
        insights.overTime.points.map(({ label, saveRate }) => [label, saveRate.of]),
      )

      // these have filters of their own
      if (query.length === 0) {
        const metrics = await read<FlowMetrics>("/v1/data/flow-metrics", asked)
        expect({
          ...{ sessions: metrics.totalSessions, unverified: metrics.unverifiedSessions },
          ...{ saved: [metrics.customersSaved, metrics.sessionOutcomes.saved.total] },
          ...{ canceled: metrics.sessionOutcomes.canceled, abandoned: metrics.sessionOutcomes.abandoned },
        }).toEqual({
          ...{ sessions: expected.sessions, unverified: expected.unverified },
          ...{ saved: [expected.saved, expected.saved] },
          ...{ canceled: expected.canceled, abandoned: expected.abandoned },
        })
        const shownKinds = insights.outcomes.flatMap(({ outcome, saveType, share }) =>
          outcome === "saved" && saveType !== null ? [[saveType, share.count] as const] : [],
        )
        expect(metrics.sessionOutcomes.saved.byOfferType).toEqual(Object.fromEntries(shownKinds))
      }

      const called = (some: readonly Stored[]) => some.map(({ id, foreign_id }) => foreign_id ?? id).sort()
      expect((await exported(shown)).sort()).toEqual(called(sessions))
      const records = await read<{ _id: string }[]>("/v1/data/sessions", [...asked, ["limit", "10000"]])
      const valid = sessions.filter(({ outcome, bounced_by }) => outcome !== "open" && bounced_by == null)
      expect(records.map(({ _id }) => _id).sort()).toEqual(called(valid))
    }),
    { numRuns: 40, endOnFailure: true },
  )
  // questions about nothing would agree whatever is counted
  expect(most).toBeGreaterThan(100)
})
