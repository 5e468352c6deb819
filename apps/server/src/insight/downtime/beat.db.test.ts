import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openDatabase } from "../../db/database.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { beat } from "./beat.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.db.deleteFrom("heartbeat").execute()
  await database.db.deleteFrom("downtime").execute()
})
afterAll(() => database.close())

const heartbeat = () => database.db.selectFrom("heartbeat").selectAll().executeTakeFirstOrThrow()
const downtimes = () => database.db.selectFrom("downtime").selectAll().orderBy("began_at").execute()

/** So much time passes in which no server says anything; less than none where the clock is set back by as much. */
async function passSilently(seconds: number): Promise<Date> {
  const { beat_at } = await database.db
    .updateTable("heartbeat")
    .set({ beat_at: sql`beat_at - make_interval(secs => ${seconds})` })
    .returning("beat_at")
    .executeTakeFirstOrThrow()
  return beat_at
}

const hour = 3600

test("the first start of an installation has not been away, and says when it was there", async () => {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(database.db)
  expect(await beat(database.db)).toBeNull()
  const { beat_at, beat_before } = await heartbeat()
  expect(beat_at.getTime()).toBeGreaterThanOrEqual(rows[0]?.now.getTime() ?? Number.NaN)
  expect(beat_before).toBeNull()
  expect(await downtimes()).toEqual([])
})

test("a restart within five minutes is none", async () => {
  await beat(database.db)
  await passSilently(4 * 60)
  expect(await beat(database.db)).toBeNull()
  expect(await downtimes()).toEqual([])
})

test("more than five minutes are written down, from when it was last there to when it is there again, once", async () => {
  await beat(database.db)
  const from = await passSilently(5 * 60 + 1)
  const away = await beat(database.db)
  const { beat_at: to } = await heartbeat()
  expect(away).toEqual({ from, to })
  expect(await beat(database.db)).toBeNull()
  expect(await downtimes()).toEqual([{ began_at: from, ended_at: to }])
})

test("a server that is away is none while another one is there", async () => {
  const other = openDatabase(database.address, () => {})
  await beat(database.db)
  for (let minutes = 0; minutes < 12; minutes += 4) {
    await passSilently(4 * 60)
    expect(await beat(other.db)).toBeNull()
  }
  await other.close()
  expect(await beat(database.db)).toBeNull()
  expect(await downtimes()).toEqual([])
})

test("two servers that come back at once write it down once", async () => {
  const other = openDatabase(database.address, () => {})
  await beat(database.db)
  const from = await passSilently(hour)
  const waiting = async () => {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      other.db,
    )
    return rows.length
  }
  const both = await database.db.transaction().execute(async (trx) => {
    await trx.selectFrom("heartbeat").selectAll().forUpdate().execute()
    const both = [beat(database.db), beat(other.db)]
    await expect.poll(waiting).toBe(2)
    return both
  })
  const found = (await Promise.all(both)).filter((away) => away !== null)
  expect(found).toEqual([{ from, to: expect.any(Date) }])
  expect((await downtimes()).map(({ began_at }) => began_at)).toEqual([from])
  await other.close()
})

test("a clock that is set back is no time away, and five minutes count from then on", async () => {
  await beat(database.db)
  await passSilently(-2 * hour)
  expect(await beat(database.db)).toBeNull()
  expect(await downtimes()).toEqual([])
  const from = await passSilently(6 * 60)
  expect(await beat(database.db)).toMatchObject({ from })
})

test("what a clock wrote down that ran ahead ends when it is set back, and is gone where little is left", async () => {
  const { db } = database
  await beat(db)
  const { beat_at: now } = await heartbeat()
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  const away = (began_at: Date, ended_at: Date) => ({ began_at, ended_at })
  const over = away(at(-9 * hour), at(-8 * hour))
  const begun = at(-hour)
  await db
    .insertInto("downtime")
    .values([over, away(begun, at(hour)), away(at(-4 * 60), at(2 * hour)), away(at(3 * hour), at(4 * hour))])
    .execute()
  // as before, while nobody sets it back
  await beat(db)
  expect(await downtimes()).toHaveLength(4)
  await passSilently(-5 * hour)
  await beat(db)
  expect(await downtimes()).toEqual([over, away(begun, (await heartbeat()).beat_at)])
})

test("those of three years are kept", async () => {
  await beat(database.db)
  const { beat_at: now } = await heartbeat()
  const daysAgo = (days: number) => {
    const ended_at = new Date(now.getTime() - days * 24 * hour * 1000)
    return { began_at: new Date(ended_at.getTime() - hour * 1000), ended_at }
  }
  const [old, kept] = [daysAgo(1101), daysAgo(1099)]
  await database.db.insertInto("downtime").values([old, kept]).execute()
  const from = await passSilently(hour)
  await beat(database.db)
  expect((await downtimes()).map(({ began_at }) => began_at)).toEqual([kept.began_at, from])
})
