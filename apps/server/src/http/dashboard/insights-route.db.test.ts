import type { Insights, StreamCount, StreamPage } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { seedDemo } from "../../demo/seed-demo.ts"
import { naiveDimensions, newestFirst, type StoredSession } from "../../testing/naive-filter.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let cookie: string
let stored: StoredSession[]
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  await seedDemo(server.database, shop.id, { now: new Date("2026-11-01T12:00:00.000Z"), sessions: 1_200 })
  cookie = await server.signIn(shop, "viewer")
  stored = newestFirst(await server.database.db.selectFrom("session").selectAll().execute())
})
afterAll(() => server.close())

const read = async <T>(path: string): Promise<T> => {
  const answer = await server.app.inject({
    url: `/api/workspaces/${shop.appId}/${path}`,
    headers: { cookie },
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const range = "from=2026-08-03T00:00:00Z&to=2026-11-01T00:00:00Z"

test("the page says what its sessions say, and as many as the stream", async () => {
  const insights = await read<Insights>(`insights?${range}&compare=previous`)
  const { count } = await read<StreamCount>(`sessions/count?${range}`)
  expect(insights.streamCount).toBe(count)
  const [from, to] = [new Date("2026-08-03T00:00:00Z"), new Date("2026-11-01T00:00:00Z")]
  const valid = stored.filter(
    (row) =>
      row.mode === "live" &&
      row.created_at >= from &&
      row.created_at < to &&
      row.outcome !== "open" &&
      row.bounced_by === null,
  )
  const ended = (outcome: string) => valid.filter((row) => row.outcome === outcome).length
  const { now, before } = insights.headline
  expect(now).toMatchObject({
    sessions: valid.length,
    saved: ended("saved"),
    canceled: ended("canceled"),
    abandoned: ended("abandoned"),
    unpriced: valid.filter((row) => naiveDimensions.priced(row) === "false").length,
  })
  expect(now.saveRate.rate).toBeCloseTo(1 - ended("canceled") / valid.length, 12)
  expect(before?.sessions).toBeGreaterThan(100)
  expect(insights.outcomes.reduce((sum, { share }) => sum + share.count, 0)).toBe(valid.length)
  expect(insights.overTime.points.reduce((sum, { saveRate }) => sum + saveRate.of, 0)).toBe(valid.length)
  expect(insights.compared).toEqual({ from: "2026-05-05T00:00:00.000Z", to: "2026-08-03T00:00:00.000Z" })
})

test("the texts behind a reason are as many as its row says, newest first, page by page", async () => {
  const { reasons } = await read<Insights>(`insights?${range}`)
  const [row] = reasons.rows.toSorted((a, b) => b.texts - a.texts)
  if (!row) throw new Error("The demo has no reasons")
  expect(row.texts).toBeGreaterThan(4)
  const reason = encodeURIComponent(row.reason)
  const found: StreamPage["sessions"] = []
  for (let before = ""; ; ) {
    const page: StreamPage = await read(`insights/texts?${range}&reason=${reason}&size=2${before}`)
    found.push(...page.sessions)
    if (page.next === null) break
    before = `&before=${encodeURIComponent(page.next)}`
  }
  expect(found.length).toBe(row.texts)
  expect(new Set(found.map(({ id }) => id)).size).toBe(row.texts)
  expect(found.every(({ feedback, followUp }) => feedback !== null || followUp !== null)).toBe(true)
  expect(found.map(({ createdAt }) => createdAt)).toEqual(
    found
      .map(({ createdAt }) => createdAt)
      .sort()
      .reverse(),
  )
})

test("a cursor of the stream is none of the texts", async () => {
  const { next } = await read<StreamPage>(`sessions?${range}&size=1`)
  const answer = await server.app.inject({
    url: `/api/workspaces/${shop.appId}/insights/texts?${range}&before=${encodeURIComponent(next ?? "")}`,
    headers: { cookie },
  })
  expect([answer.statusCode, answer.json().error.message]).toEqual([
    422,
    "before is no cursor of this list; it takes `next` of the last answer.",
  ])
})

test("the offers and the responses of the demo lead to their sessions", async () => {
  const { offers, reasons, responseFlow } = await read<Insights>(`insights?${range}`)
  const countOf = async (query: string) => {
    const valid = "-outcome=open&bounced=false"
    return (await read<StreamCount>(`sessions/count?${range}&${valid}&${query}`)).count
  }
  const one = offers.find(({ guid }) => guid !== null)
  expect(one?.shown).toBeGreaterThan(0)
  const words = ["accepted", "declined", "ignored"].map(
    (end) => `offers=${encodeURIComponent(`${end}:${one?.guid}`)}`,
  )
  expect(await countOf(words.join("&"))).toBe(one?.shown)
  expect(await countOf(words[0] ?? "")).toBe(one?.accepted)
  const [most] = reasons.rows
  expect(await countOf(`reason=${encodeURIComponent(most?.reason ?? "")}`)).toBe(most?.share.count)
  for (const { column, key, sessions, without } of responseFlow.nodes) {
    const values = without ?? [key]
    const query = values.map((each) => `${without ? "-" : ""}${column}=${encodeURIComponent(each ?? "null")}`)
    expect(await countOf(query.join("&"))).toBe(sessions)
  }
})

test("a range without a session says nothing, and nothing false", async () => {
  const { headline, outcomes, overTime } = await read<Insights>(
    "insights?from=2010-01-01T00:00:00Z&to=2010-01-03T00:00:00Z",
  )
  expect(headline.now).toMatchObject({ sessions: 0, saveRate: { rate: null }, value: [] })
  expect(outcomes).toEqual([])
  expect(overTime.points.map(({ label }) => label)).toEqual(["2010-01-01", "2010-01-02"])
})
