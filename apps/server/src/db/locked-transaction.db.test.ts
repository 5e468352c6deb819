import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { openDatabase } from "./database.ts"
import { lockedTransaction } from "./locked-transaction.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test("who names the same thing waits, who names another does not", async () => {
  const order: string[] = []
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  const first = lockedTransaction(database.db, "a", async () => {
    order.push("first begins")
    await held
    order.push("first ends")
  })
  await expect.poll(() => order).toEqual(["first begins"])
  const second = lockedTransaction(database.db, "a", async () => void order.push("second"))
  await lockedTransaction(database.db, "b", async () => void order.push("other"))
  release()
  await Promise.all([first, second])
  expect(order).toEqual(["first begins", "other", "first ends", "second"])
})

test("a failure rolls back and gives a clean connection back", async () => {
  const single = openDatabase(database.address, () => {}, { max: 1 })
  const add = lockedTransaction(single.db, "a", async (trx) => {
    await sql`create table half_done (n int)`.execute(trx)
    throw new Error("no")
  })
  await expect(add).rejects.toThrow("no")
  expect((await sql`select to_regclass('half_done') as found`.execute(single.db)).rows).toEqual([
    { found: null },
  ])
  await single.close()
})

test("a lock that is cancelled while it waits leaves its connection usable", async () => {
  const single = openDatabase(database.address, () => {}, { max: 1 })
  const holder = lockedTransaction(database.db, "a", async () => {
    const waiting = lockedTransaction(single.db, "a", async () => {}).catch(
      (error: { code: string }) => error.code,
    )
    const cancel = sql<{ cancelled: boolean }>`
      select pg_cancel_backend(pid) as cancelled from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await cancel.execute(database.db)).rows.length).toBe(1)
    return waiting
  })
  expect(await holder).toBe("57014")
  expect((await sql`select 1 as one`.execute(single.db)).rows).toEqual([{ one: 1 }])
  await single.close()
})
