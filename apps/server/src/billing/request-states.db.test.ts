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
       state, attempt, sending_until, ask_again_at, settled_at, scheduled_for, reason,
       person_called_at, try_again_at, settled_by_kind)
     values (gen_random_uuid(), gen_random_uuid(), 'live', 'cus_1', 'cancel', '{}', now(), $1, $2, $3, $4, $5, $6, $7,
       $8, $9, $10)`,
    [
      ...["state", "attempt", "until", "again", "settled", "for", "reason"],
      ...["called", "tryAgain", "by"],
    ].map((name) => columns[name] ?? null),
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
    if (["sending", "unknown"].includes(request.state)) {
      await expect(insert({ ...request, attempt: 0 })).rejects.toThrow("action_request_attempt")
    }
  }
  await expect(insert({ state: "done", attempt: 1 })).rejects.toThrow("action_request_state")
})

test("a person is called for what is not tried again, and says only what became of it", async () => {
  const called = { state: "asked", attempt: 0, called: day }
  await insert(called)
  await insert({ state: "asked", attempt: 1, tryAgain: day })
  await insert({ ...whole[3], by: "person" })
  for (const [request, rule] of [
    [{ ...called, tryAgain: day }, "action_request_try_again"],
    [{ ...whole[5], tryAgain: day }, "action_request_try_again"],
    [{ ...called, by: "person" }, "action_request_settler"],
    [{ ...whole[3], by: "cat" }, "action_request_settled_by"],
  ] as const)
    await expect(insert(request), JSON.stringify(request)).rejects.toThrow(rule)
})

test("of the requests of older versions those that were handed over are applied, the others asked; of those a person is called for the cancellations", async () => {
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
  const add = (action: string, carriedOutAt: Date | null) =>
    older.query(
      `insert into action_request (workspace_id, id, mode, customer_id, action, body, requested_at, carried_out_at)
       values ($1, $1, 'live', 'cus_1', $2, '{"cancelAtPeriodEnd": true}', $3, $4)`,
      [randomUUID(), action, day, carriedOutAt],
    )
  await add("cancel", day)
  await add("cancel", null)
  await add("pause", null)
  await run((file) => file.startsWith("0019"))
  const { rows } = await older.query(
    "select state, attempt, settled_at, body from action_request order by state",
  )
  const body = { cancelAtPeriodEnd: true }
  expect(rows).toEqual([
    { state: "applied", attempt: 1, settled_at: day, body },
    { state: "asked", attempt: 0, settled_at: null, body },
    { state: "asked", attempt: 0, settled_at: null, body },
  ])
  await run((file) => file > "0019~" && file < "0044")
  const now = await older.query(
    "select action, state, person_called_at, reason from action_request where attempt = 0 order by action",
  )
  expect(now.rows).toEqual([
    { action: "cancel", state: "asked", person_called_at: day, reason: null },
    { action: "pause", state: "refused", person_called_at: null, reason: "Nobody could carry it out." },
  ])
  await older.end()
  await database.pool.query(`drop database ${name}`)
})
