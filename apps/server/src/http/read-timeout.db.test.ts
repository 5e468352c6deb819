import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestApp, type TestWorkspace, testApp } from "../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let cookie: string
beforeAll(async () => {
  server = await testApp({ readTimeoutMs: 2000 })
  shop = await server.addWorkspace("Shop")
  cookie = await server.signIn(shop, "viewer")
})
afterAll(() => server.close())

const sentence = "This took longer than 2 seconds and was stopped; narrow the dates or the search."

/** Runs something while every read of the sessions has to wait. */
async function whileSessionsAreLocked<T>(work: () => Promise<T>): Promise<T> {
  const client = new pg.Client(server.address)
  await client.connect()
  try {
    await client.query("begin; lock table session in access exclusive mode")
    return await work()
  } finally {
    await client.end()
  }
}

test("a read that PostgreSQL stops is answered with a sentence, on the dashboard's routes and on the Data API", async () => {
  const headers = { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive }
  const [list, count, facets, records] = await whileSessionsAreLocked(() =>
    Promise.all([
      server.app.inject({ url: `/api/workspaces/${shop.appId}/sessions`, headers: { cookie } }),
      server.app.inject({ url: `/api/workspaces/${shop.appId}/sessions/count`, headers: { cookie } }),
      server.app.inject({ url: `/api/workspaces/${shop.appId}/sessions/facets`, headers: { cookie } }),
      server.app.inject({ url: "/v1/data/sessions", headers }),
    ]),
  )
  for (const answer of [list, count, facets]) {
    expect([answer.statusCode, answer.json()]).toEqual([
      503,
      { error: { code: "too_slow", message: sentence } },
    ])
  }
  expect([records.statusCode, records.body]).toEqual([503, sentence])
  const afterwards = await server.app.inject({ url: "/v1/data/sessions", headers })
  expect([afterwards.statusCode, afterwards.json()]).toEqual([200, []])
})

test("what writes, migrates, seeds and copies has no such limit", async () => {
  const { rows } = await server.database.pool.query("show statement_timeout")
  expect(rows).toEqual([{ statement_timeout: "0" }])
})
