import { Socket } from "node:net"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { openDatabase } from "./database.ts"
import { lockedTransaction } from "./locked-transaction.ts"
import { pipelinedTransaction } from "./pipelined-transaction.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await sql`create table mark (n integer primary key)`.execute(database.db)
})
afterAll(() => database.close())

const marks = async () => {
  const { rows } = await sql<{ n: number }>`select n from mark order by n`.execute(database.db)
  return rows.map(({ n }) => n)
}

test("what is asked first is asked under the lock, though nobody waited for it", async () => {
  let begin = () => {}
  const isHeld = new Promise<void>((done) => {
    begin = done
  })
  const first = lockedTransaction(database.db, "a", async (trx) => {
    begin()
    // only once the other one waits is there something for it to see
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await waiting.execute(database.db)).rows.length).toBe(1)
    await sql`insert into mark values (1)`.execute(trx)
  })
  await isHeld
  const second = pipelinedTransaction(database.pipelined, "a", async ({ trx }) => {
    const { rows } = await sql`select n from mark`.execute(trx)
    return rows
  })
  expect(await second).toEqual([{ n: 1 }])
  await first
})

test("the last statements are committed with it, in their order, and so is what was written without one", async () => {
  await pipelinedTransaction(database.pipelined, "a", async ({ trx, commitWith }) => {
    await sql`insert into mark values (2)`.execute(trx)
    await commitWith(sql`insert into mark values (${100})`, sql`update mark set n = 3 where n = ${100}`)
  })
  await pipelinedTransaction(database.pipelined, "a", async ({ trx }) => {
    await sql`insert into mark values (4)`.execute(trx)
  })
  expect((await marks()).filter((n) => n !== 1)).toEqual([2, 3, 4])
})

test("what is sent before the first answer leaves in one write, and the last statements with the commit in another", async () => {
  const single = openDatabase(database.address, () => {}, { max: 1 })
  await single.pipelined.query("select")
  const calls = [vi.spyOn(Socket.prototype, "_write"), vi.spyOn(Socket.prototype, "_writev")]
  await pipelinedTransaction(single.pipelined, "a", async ({ trx, commitWith }) => {
    await sql`select ${1}::integer`.execute(trx)
    await commitWith(sql`insert into mark values (5)`, sql`delete from mark where n = ${5}`)
  })
  expect(calls.reduce((sum, { mock }) => sum + mock.calls.length, 0)).toBe(2)
  for (const call of calls) call.mockRestore()
  await single.close()
})

test("a last statement that is refused takes back everything, though others and the commit were sent behind it", async () => {
  const single = openDatabase(database.address, () => {}, { max: 1 })
  const add = pipelinedTransaction(single.pipelined, "a", async ({ trx, commitWith }) => {
    await sql`insert into mark values (10)`.execute(trx)
    await commitWith(sql`insert into mark values (10)`, sql`insert into mark values (12)`)
  })
  await expect(add).rejects.toMatchObject({ code: "23505" })
  expect((await marks()).filter((n) => n >= 10)).toEqual([])
  await pipelinedTransaction(single.pipelined, "a", ({ commitWith }) =>
    commitWith(sql`insert into mark values (11)`),
  )
  expect(await marks()).toContain(11)
  await single.close()
})

test("a failure of our own rolls back and gives a clean connection back", async () => {
  const single = openDatabase(database.address, () => {}, { max: 1 })
  const add = pipelinedTransaction(single.pipelined, "a", async ({ trx }) => {
    await sql`insert into mark values (20)`.execute(trx)
    throw new Error("no")
  })
  await expect(add).rejects.toThrow("no")
  const { rows } = await single.pipelined.query("select n from mark where n = 20")
  expect(rows).toEqual([])
  await single.close()
})

test("a lock that is cancelled while it waits is the error that is told, and its connection stays usable", async () => {
  const single = openDatabase(database.address, () => {}, { max: 1 })
  let release = () => {}
  const isCancelled = new Promise<void>((done) => {
    release = done
  })
  const holder = lockedTransaction(database.db, "a", async () => {
    const waiting = pipelinedTransaction(single.pipelined, "a", async ({ trx }) => {
      // it has something else to do first
      await isCancelled
      await sql`insert into mark values (30)`.execute(trx)
    }).catch((error: { code: string }) => error.code)
    const cancel = sql`
      select pg_cancel_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await cancel.execute(database.db)).rows.length).toBe(1)
    const lock = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await lock.execute(database.db)).rows.length).toBe(0)
    release()
    return waiting
  })
  expect(await holder).toBe("57014")
  expect((await single.pipelined.query("select n from mark where n = 30")).rows).toEqual([])
  await single.close()
})
