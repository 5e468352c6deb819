import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openDatabase } from "../db/database.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { createKeyUsage, type KeyUsage } from "./key-usage.ts"
import { createKeySet } from "./keys.ts"
import { loadSecret } from "./secret.ts"

const workspace = { id: "01a00000-0000-7000-8000-000000000000", appId: "abcdefghi" }
const secret = loadSecret("", "one secret of thirty-two characters or more")
const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 12, minute))
const errors: unknown[] = []
let database: TestDatabase
let usage: KeyUsage
let ids: string[]
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  errors.length = 0
  await database.db.deleteFrom("api_key").execute()
  await createKeySet(database.db, secret, workspace, "first")
  ids = (await database.db.selectFrom("api_key").select("id").orderBy("id").execute()).map(({ id }) => id)
  usage = createKeyUsage(database.db, (error) => errors.push(error))
})
afterAll(() => database.close())

/** The keys of a set that nothing used, so many of them. */
const unused = (count: number) => Array.from({ length: count }, () => null)

const stored = async () => {
  const rows = await database.db.selectFrom("api_key").select("last_used_at").orderBy("id").execute()
  return rows.map(({ last_used_at }) => last_used_at)
}

test("the last of many uses is written down, in one go, and remembered until then", async () => {
  const [one = "", two = ""] = ids
  for (let minute = 0; minute < 5; minute++) usage.mark(workspace.id, one, at(minute))
  usage.mark(workspace.id, two, at(7))
  expect([usage.lastSeen(one), await stored()]).toEqual([at(4), unused(ids.length)])
  await usage.flush()
  expect([usage.lastSeen(one), await stored()]).toEqual([null, [at(4), at(7), ...unused(ids.length - 2)]])
})

test("what another server saw later stays", async () => {
  const [one = ""] = ids
  const other = createKeyUsage(database.db, (error) => errors.push(error))
  other.mark(workspace.id, one, at(9))
  usage.mark(workspace.id, one, at(3))
  await other.close()
  await usage.close()
  expect(await stored()).toEqual([at(9), ...unused(ids.length - 1)])
})

test("keys are written in one order, so that two servers never wait for each other", async () => {
  const [lowest = "", ...rest] = ids
  // now it lies behind the others
  await database.pool.query("update api_key set name = 'moved' where id = $1", [lowest])
  const client = await database.pool.connect()
  await client.query("begin")
  await client.query("select 1 from api_key where id = $1 for update", [lowest])
  for (const id of ids.toReversed()) usage.mark(workspace.id, id, at(1))
  const writing = usage.flush()
  // a transaction sees the activity of its own beginning
  const waiting = `select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%last_used_at%'`
  await expect.poll(async () => (await database.pool.query(waiting)).rowCount).toBe(1)
  const free = "select id from api_key where id = any($1) for update nowait"
  expect((await client.query(free, [rest])).rowCount).toBe(rest.length)
  await client.query("commit")
  client.release()
  await writing
  expect([errors, await stored()]).toEqual([[], ids.map(() => at(1))])
})

test("a key of another workspace stays as it is", async () => {
  const [one = ""] = ids
  usage.mark("01a00000-0000-7000-8000-000000000001", one, at(1))
  await usage.close()
  expect(await stored()).toEqual(unused(ids.length))
})

test("what cannot be written is told of, and kept for the next time", async () => {
  const [one = ""] = ids
  const single = openDatabase(database.address, () => {}, { max: 1 })
  const other = createKeyUsage(single.db, (error) => errors.push(error))
  other.mark(workspace.id, one, at(1))
  await database.pool.query("alter table api_key rename to api_key_away")
  await other.flush()
  await database.pool.query("alter table api_key_away rename to api_key")
  expect([errors.length, other.lastSeen(one)]).toEqual([1, at(1)])
  await other.close()
  await single.close()
  expect(await stored()).toEqual([at(1), ...unused(ids.length - 1)])
})
