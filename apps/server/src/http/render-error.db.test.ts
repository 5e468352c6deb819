import fastify from "fastify"
import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { errorRenderer } from "./render-error.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** What a caller sees of an error. */
async function answered(
  work: () => Promise<unknown>,
  url: string,
  method: "GET" | "POST",
  readTimeoutMs = 10_000,
) {
  const app = fastify()
  app.setErrorHandler(errorRenderer(readTimeoutMs))
  app.route({ url, method, handler: work })
  return app.inject({ url, method })
}

async function rendered(work: () => Promise<unknown>, url: string, readTimeoutMs?: number) {
  const { statusCode, body } = await answered(work, url, "GET", readTimeoutMs)
  return [statusCode, body]
}

test("a database that is away, full or starting is a 503 that says when to try again", async () => {
  const nobody = new pg.Pool({ host: "127.0.0.1", port: 1 })
  const gone = await database.pool.connect()
  const works = {
    "nobody listens": () => nobody.query("select 1"),
    "the connection is cut in the middle": async () => {
      await gone.query("select pg_terminate_backend(pg_backend_pid())")
    },
    "no room on the disk": () =>
      database.pool.query("do $$ begin raise exception 'full' using errcode = '53100'; end $$"),
    "no connection left": () =>
      database.pool.query("do $$ begin raise exception 'many' using errcode = '53300'; end $$"),
  }
  for (const [what, work] of Object.entries(works)) {
    const { statusCode, headers, body } = await answered(work, "/v1/flow/report", "POST")
    expect([what, statusCode, headers["retry-after"], body]).toEqual([
      what,
      503,
      "5",
      "The database does not answer right now. Nothing was half saved; try again in a few seconds.",
    ])
  }
  gone.release(true)
  await nobody.end()
})

test("a report that the operator's own limit stopped is told to come again, not to narrow its dates", async () => {
  const pool = new pg.Pool({ ...database.address, statement_timeout: 20 })
  const { statusCode, body } = await answered(
    () => pool.query("select pg_sleep(60)"),
    "/v1/flow/report",
    "POST",
  )
  expect([statusCode, body]).toEqual([
    503,
    "This took too long and was stopped. Nothing was half saved; send it again.",
  ])
  await pool.end()
})

test("a statement that PostgreSQL stopped is a 503 that says after how long", async () => {
  const pool = new pg.Pool({ ...database.address, statement_timeout: 20 })
  const sleep = () => pool.query("select pg_sleep(60)")
  const sentence = "This took longer than 10 seconds and was stopped; narrow the dates or the search."
  expect(await rendered(sleep, "/v1/data/sessions")).toEqual([503, sentence])
  const [status, body] = await rendered(sleep, "/api/sessions", 1000)
  expect([status, JSON.parse(String(body))]).toEqual([
    503,
    { error: { code: "too_slow", message: sentence.replace("10 seconds", "1 second") } },
  ])
  await pool.end()
})

test("a reader who gets no connection in time is told to come back", async () => {
  const pool = new pg.Pool({ ...database.address, max: 1 })
  const only = await pool.connect()
  // only now, so that a slow machine still makes the one connection
  pool.options.connectionTimeoutMillis = 20
  expect(await rendered(() => pool.query("select 1"), "/v1/data/sessions")).toEqual([
    503,
    "Too much is being read at once; try again in a moment.",
  ])
  only.release()
  await pool.end()
})

test("what nobody foresaw shows an id and nothing else", async () => {
  const work = () => database.pool.query("select * from a_secret_table")
  const [status, body] = await rendered(work, "/v1/data/sessions")
  expect(status).toBe(500)
  expect(body).toMatch(
    /^Something went wrong in Holdfast\. Nothing was half saved\. Quote [0-9a-f-]{36} to the operator\.$/,
  )
})
