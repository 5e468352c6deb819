import { randomUUID } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { onDatabase } from "../testing/test-postgres.ts"

/** What the table itself holds to. */

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const insert = (columns: Record<string, unknown>) =>
  database.pool.query(
    `insert into action_request (workspace_id, id, mode, customer_id, action, body, requested_at,
       state, attempt, sending_until, ask_again_at, settled_at, scheduled_for, reason)
     values (gen_random_uuid(), gen_random_uuid(), 'live', 'cus_1', 'cancel', '{}', now(), $1, $2, $3, $4, $5, $6, $7)`,
    ["state", "attempt", "until", "again", "settled", "for", "reason"].map((name) => columns[name] ?? null),
  )
const day = new Date("2026-11-08T00:00:00.000Z")

const whole = [
  { state: "asked", attempt: 0 },
  { state: "sending", attempt: 1, until: day },
  { state: "unknown", attempt: 1, again: day },
  { state: "applied", attempt: 1, settled: day },
  { state: "scheduled", attempt: 1, settled: day, for: day },
  { state: "refused", attempt: 1, settled: day, reason: "It has ended." },
]

test("a request is in one of six states, each with what belongs to it and nothing else", async () => {
  for (const request of whole) await insert(request)
  const belongings = { until: day, again: day, settled: day, for: day, reason: "x" }
  for (const request of whole) {
    for (const [name, value] of Object.entries(belongings)) {
      const changed = { ...request, [name]: name in request ? null : value }
      await expect(insert(changed), JSON.stringify(changed)).rejects.toThrow("violates check constraint")
    }
    if (request.attempt > 0) {
      await expect(insert({ ...request, attempt: 0 })).rejects.toThrow("action_request_attempt")
    }
  }
  await expect(insert({ state: "done", attempt: 1 })).rejects.toThrow("action_request_state")
})

test("of the requests of older versions those that were handed over are applied, the others asked", async () => {
  const name = `before_requests_${process.pid}`
  await database.pool.query(`create database ${name}`)
  const older = new pg.Client(onDatabase(database.address, name))
  await older.connect()
  const folder = join(import.meta.dirname, "../db/migrations")
  const files = readdirSync(folder).sort()
  const run = async (wanted: (file: string) => boolean) => {
    for (const file of files.filter(wanted)) await older.query(readFileSync(join(folder, file), "utf8"))
  }
  await run((file) => file < "0019")
  const add = (carriedOutAt: Date | null) =>
    older.query(
      `insert into action_request (workspace_id, id, mode, customer_id, action, body, requested_at, carried_out_at)
       values ($1, $1, 'live', 'cus_1', 'cancel', '{"cancelAtPeriodEnd": true}', now(), $2)`,
      [randomUUID(), carriedOutAt],
    )
  await add(day)
  await add(null)
  await run((file) => file.startsWith("0019"))
  const { rows } = await older.query(
    "select state, attempt, settled_at, body from action_request order by state",
  )
  const body = { cancelAtPeriodEnd: true }
  expect(rows).toEqual([
    { state: "applied", attempt: 1, settled_at: day, body },
    { state: "asked", attempt: 0, settled_at: null, body },
  ])
  await older.end()
  await database.pool.query(`drop database ${name}`)
})
