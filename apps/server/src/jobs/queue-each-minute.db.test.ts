import pg from "pg"
import pino from "pino"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { queueEachMinute } from "./queue-each-minute.ts"

let database: TestDatabase
let worker: pg.Client
const warnings: string[] = []
const log = pino({ level: "warn" }, { write: (line: string) => void warnings.push(line) })
beforeAll(async () => {
  database = await testDatabase()
  worker = new pg.Client(database.address)
  await worker.connect()
})
afterAll(async () => {
  await worker.end()
  await database.close()
})

const names = ["first", "second", "third"]
const keys = async () => {
  const { rows } = await database.pool.query<{ key: string }>(
    "select key from graphile_worker._private_jobs where key is not null and locked_at is null order by key",
  )
  return rows.map(({ key }) => key)
}

test("a worker that finishes several jobs while they are queued anew is not kept waiting for ever", async () => {
  await queueEachMinute({ database, log }, names)
  // they run
  await worker.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker', attempts = 1",
  )
  const finish = (name: string) =>
    worker.query("delete from graphile_worker._private_jobs where locked_by = 'worker' and id = $1", [
      ids.get(name),
    ])
  const { rows } = await worker.query<{ id: string; key: string }>(
    "select id, key from graphile_worker._private_jobs",
  )
  const ids = new Map(rows.map(({ id, key }) => [key.replace("each minute: ", ""), id]))

  await worker.query("begin")
  await finish("third")
  const queueing = queueEachMinute({ database, log }, names)
  const waiting = async () => {
    const found = await worker.query(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    )
    return found.rowCount
  }
  await expect.poll(waiting).toBe(1)
  await finish("first")
  await worker.query("commit")
  await queueing
  expect(warnings).toEqual([])
  expect(await keys()).toEqual(names.map((name) => `each minute: ${name}`))
})

const killed = async () =>
  (await database.pool.query("select id from graphile_worker._private_jobs where locked_by = 'killed'"))
    .rowCount

test("what another server removes of a killed worker is left to it", async () => {
  await database.pool.query(`
    update graphile_worker._private_jobs
    set locked_at = now() - interval '5 hours', locked_by = 'killed', attempts = max_attempts`)
  await worker.query("begin")
  await worker.query("select id from graphile_worker._private_jobs where locked_by = 'killed' for update")
  await queueEachMinute({ database, log }, [])
  await worker.query("rollback")
  const left = await killed()
  expect(left).toBeGreaterThan(0)
  await queueEachMinute({ database, log }, [])
  expect(await killed()).toBe(0)
})
