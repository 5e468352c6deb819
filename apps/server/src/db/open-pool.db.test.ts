import { once } from "node:events"
import type { Socket } from "node:net"
import type pg from "pg"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { readSources } from "../testing/sources/read-sources.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { copyOut } from "./copy-out.ts"
import { openPool, type PoolOptions } from "./open-pool.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

function opened(options: Partial<PoolOptions> = {}) {
  const pool = openPool(database.address, () => {}, { max: 2, ...options })
  onTestFinished(() => pool.end())
  return pool
}

test("the product opens its pools in one place", () => {
  const opening = readSources().filter(({ text, isTest }) => !isTest && /\bnew (pg\.)?Pool\b/.test(text))
  expect(opening.map(({ path }) => path)).toEqual(["apps/server/src/db/open-pool.ts"])
})

test("a connection asks whether the other side is there, and has a limit of time to come about", () => {
  const { options } = opened()
  expect(options).toMatchObject({ keepAlive: true, connectionTimeoutMillis: 10_000, max: 2 })
  expect(opened({ answerTimeoutMs: 8000 }).options).toMatchObject({
    connectionTimeoutMillis: 8000,
    query_timeout: 8000,
  })
  expect(opened({ answerTimeoutMs: 12_000 }).options).toMatchObject({ connectionTimeoutMillis: 10_000 })
})

test("its settings are those that are asked for, in UTC and under its name", async () => {
  const pool = opened({
    name: "a name",
    settings: { jit: "off", search_path: "auth" },
    statementTimeoutMs: 70_000,
  })
  const { rows } = await pool.query(
    "select current_setting('timezone') as zone, current_setting('jit') as jit, current_setting('search_path') as path, current_setting('statement_timeout') as most, current_setting('application_name') as name",
  )
  expect(rows).toEqual([{ zone: "UTC", jit: "off", path: "auth", most: "70s", name: "a name" }])
})

test("a connection that is lost while it is in use fails what was asked, and the pool goes on", async () => {
  const pool = opened()
  const client = await pool.connect()
  const { rows } = await client.query("select pg_backend_pid() as pid")
  await database.pool.query("select pg_terminate_backend($1)", [rows[0].pid])
  await expect(client.query("select 1")).rejects.toThrow()
  client.release(true)
  expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }])
})

/** A connection of a pool that ends those that are silent for a moment, and the passing of such a moment. */
async function connectImpatiently() {
  const client = await opened({ silenceMs: 200 }).connect()
  onTestFinished(() => client.release())
  const { stream } = (client as pg.PoolClient & { connection: { stream: Socket } }).connection
  return { client, silence: () => once(stream, "timeout") }
}

test("a connection over which nothing is heard behind a question is ended", async () => {
  const { client } = await connectImpatiently()
  await expect(client.query("select pg_sleep(60)")).rejects.toThrow("nothing was heard over it")
})

test("a connection that nobody asks anything may be silent", async () => {
  const { client, silence } = await connectImpatiently()
  await client.query("select 1")
  await silence()
  await silence()
  expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }])
  await silence()
  await expect(client.query("select pg_sleep(60)")).rejects.toThrow("nothing was heard over it")
})

test("a reader may take their time with an answer", async () => {
  const { client, silence } = await connectImpatiently()
  const copy = copyOut(client, "copy (select repeat('x', 100) from generate_series(1, 200000)) to stdout")
  let bytes = 0
  let hasWaited = false
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (!hasWaited) await silence()
    hasWaited = true
  }
  expect(bytes).toBe(200_000 * 101)
})
