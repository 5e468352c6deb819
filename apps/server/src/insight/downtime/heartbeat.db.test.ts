import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest"
import { type Database, openDatabase } from "../../db/database.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { createHeartbeat } from "./heartbeat.ts"

let database: TestDatabase
let warnings: string[]
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const open = (db = database.db) => {
  warnings = []
  return createHeartbeat(db, { warn: (...[, message]: unknown[]) => void warnings.push(String(message)) })
}
const beats = () => database.db.selectFrom("heartbeat").select(["beat_at", "beat_before"]).execute()

test("a server that never came to listen says nothing as it stops", async () => {
  await open().close()
  expect(await beats()).toEqual([])
})

test("a server says that it is there as it starts, and a last time as it stops", async () => {
  const heartbeat = open()
  heartbeat.start()
  await expect.poll(beats).toHaveLength(1)
  const [started] = await beats()
  expect(started?.beat_before).toBeNull()
  await heartbeat.close()
  expect(await beats()).toEqual([{ beat_at: expect.any(Date), beat_before: started?.beat_at }])
  expect(warnings).toEqual([])
})

test("the log says for how long Holdfast was away", async () => {
  await database.db.updateTable("heartbeat").set({ beat_at: sql`beat_at - interval '1 hour'` }).execute()
  const heartbeat = open()
  heartbeat.start()
  await heartbeat.close()
  expect(warnings).toEqual(["Holdfast was away; the figures have a hole there"])
})

describe("while the database is away", () => {
  const failure = "could not write down that this server is there; the next minute tries again"
  let nowhere: Database
  beforeAll(() => {
    nowhere = openDatabase({ connectionString: "postgres://127.0.0.1:1/none" }, () => {})
  })
  afterAll(() => nowhere.close())

  test("the log says so, and nothing ends", async () => {
    const heartbeat = open(nowhere.db)
    heartbeat.start()
    await heartbeat.close()
    expect(warnings).toEqual([failure, failure])
  })

  test("each minute tries again, until the server stops", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
    onTestFinished(() => void vi.useRealTimers())
    for (const [passed, times] of [
      [59_999, 0],
      [60_000, 1],
      [150_000, 2],
    ] as const) {
      const heartbeat = open(nowhere.db)
      heartbeat.start()
      vi.advanceTimersByTime(passed)
      await heartbeat.close()
      vi.advanceTimersByTime(60_000)
      await heartbeat.close()
      // besides the first one and those of the two stops
      expect(warnings).toHaveLength(times + 3)
    }
  })
})
