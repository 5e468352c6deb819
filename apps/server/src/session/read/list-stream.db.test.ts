import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../db/new-id.ts"
import { prng } from "../../demo/prng.ts"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { randomSession } from "../testing/random-sessions.ts"
import { listSessions, listStream } from "./list-sessions.ts"

const now = new Date("2026-11-01T12:00:00.000Z")
const workspaceId = newId(now)
const live = { workspaceId, mode: "live" } as const
const times = { from: now.getTime() - 24 * 3600 * 1000, to: now.getTime() }

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const chance = prng(11)
  const text = (letter: string) => letter.repeat(chance.pick([0, 10, 2000, 4000]))
  const sessions = Array.from({ length: 60 }, () => ({
    ...randomSession(chance, workspaceId, times),
    mode: "live" as const,
    survey_choice_value: text("x"),
    // two bytes
    followup_question: text("é"),
    followup_response: chance.pick([null, text("y")]),
    feedback: text("z"),
  }))
  await pastTheLog(database, (trx) => trx.insertInto("session").values(sessions).execute())
})
afterAll(() => database.close())

test("of heavy rows no more are read than to the first that goes beyond what a page may weigh", async () => {
  const all = await listSessions(database.db, live, null, 100)
  const bytes = all.map((row) =>
    [row.survey_choice_value, row.followup_question, row.followup_response, row.feedback]
      .map((text) => Buffer.byteLength(text ?? ""))
      .reduce((sum, each) => sum + each, 0),
  )
  for (const heaviest of [0, 1, 5000, 40_000, 100_000, 10_000_000]) {
    for (const size of [1, 7, 40, 100]) {
      let sum = 0
      const beyond = bytes.findIndex((each) => {
        sum += each
        return sum > heaviest
      })
      const read = Math.min(size, beyond < 0 ? all.length : beyond + 1)
      const rows = await listStream(database.db, live, null, size, heaviest)
      expect(rows.map(({ id, weight }) => [id, weight])).toEqual(
        all.slice(0, read).map(({ id }, i) => [id, bytes[i]]),
      )
    }
  }
})
