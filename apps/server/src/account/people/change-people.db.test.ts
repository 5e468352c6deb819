import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { addMember } from "../people.ts"
import { changePeople, peopleTransaction } from "./change-people.ts"
import type { PeopleChange } from "./people-change.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const [shop, other] = ["01a00000-0000-7000-8000-00000000000a", "01a00000-0000-7000-8000-00000000000b"]
const at = new Date("2026-11-01T12:00:00.000Z")

/** A change that has begun and goes on only when it is let. */
async function begun(workspaceId: string) {
  const gate = Promise.withResolvers<void>()
  const start = Promise.withResolvers<void>()
  const done = peopleTransaction(database.db, workspaceId, async () => {
    start.resolve()
    await gate.promise
  })
  await start.promise
  return { finish: () => gate.resolve(), done }
}

const waiting = async () => {
  const { rows } = await database.pool.query<{ count: string }>(
    "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
  )
  return Number(rows[0]?.count)
}

test("a change waits for the one before it in its workspace, and for none of another", async () => {
  const first = await begun(shop)
  const order: string[] = []
  const second = peopleTransaction(database.db, shop, async () => void order.push("second"))
  await peopleTransaction(database.db, other, async () => void order.push("elsewhere"))
  await expect.poll(waiting).toBe(1)
  expect(order).toEqual(["elsewhere"])
  first.finish()
  await Promise.all([first.done, second])
  expect(order).toEqual(["elsewhere", "second"])
})

test("whoever lost the right while they waited does nothing", async () => {
  const id = "01a00000-0000-7000-8000-000000000001"
  await database.pool.query(
    `insert into auth."user" (id, name, email, "emailVerified") values ($1, 'Ada', 'ada@example.com', true)`,
    [id],
  )
  await addMember(database.db, shop, id, "admin", at)
  const asked: PeopleChange = {
    workspaceId: shop,
    personId: id,
    actor: { kind: "command", name: "test" },
    at,
  }
  const done: string[] = []
  const change = (what: string) =>
    changePeople(database.db, asked, "people:manage", async () => void done.push(what))
  const first = await begun(shop)
  const late = change("late")
  await expect.poll(waiting).toBe(1)
  await database.db.updateTable("member").set({ role: "viewer" }).where("user_id", "=", id).execute()
  first.finish()
  expect(await late).toBe("no_longer_allowed")
  await database.db.updateTable("member").set({ role: "admin" }).where("user_id", "=", id).execute()
  await change("in time")
  expect(done).toEqual(["in time"])
})
