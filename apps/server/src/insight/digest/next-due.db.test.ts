import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { nextDue, weekBefore } from "./next-due.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test.each([
  // Monday at 9 in Berlin, asked on a Sunday, a minute before, and at that very moment
  [1, 9, "Europe/Berlin", "2026-11-01T12:00:00Z", null, "2026-11-02T08:00:00.000Z"],
  [1, 9, "Europe/Berlin", "2026-11-02T07:59:00Z", null, "2026-11-02T08:00:00.000Z"],
  [1, 9, "Europe/Berlin", "2026-11-02T08:00:00Z", null, "2026-11-09T08:00:00.000Z"],
  // the clocks went back in the night before
  [7, 9, "Europe/Berlin", "2026-10-24T12:00:00Z", null, "2026-10-25T08:00:00.000Z"],
  [7, 9, "Europe/Berlin", "2026-10-18T12:00:00Z", null, "2026-10-25T08:00:00.000Z"],
  // that hour is skipped, and this one comes twice
  [7, 2, "Europe/Berlin", "2026-03-28T12:00:00Z", null, "2026-03-29T01:00:00.000Z"],
  [7, 2, "Europe/Berlin", "2026-10-24T12:00:00Z", null, "2026-10-25T01:00:00.000Z"],
  // not a whole hour from UTC, and a day ahead
  [3, 0, "Asia/Kathmandu", "2026-11-01T00:00:00Z", null, "2026-11-03T18:15:00.000Z"],
  [1, 0, "Pacific/Auckland", "2026-11-01T00:00:00Z", null, "2026-11-01T11:00:00.000Z"],
  // that week had its mail on Monday: Tuesday waits for the next one, whatever was changed
  [2, 9, "Europe/Berlin", "2026-11-02T09:00:00Z", "2026-11-02", "2026-11-10T08:00:00.000Z"],
  [1, 9, "Europe/Berlin", "2026-11-06T09:00:00Z", "2026-11-02", "2026-11-09T08:00:00.000Z"],
] as const)(
  "day %i at %i in %s, asked at %s, is due when it should be",
  async (weekday, hour, timeZone, after, lastWeek, at) => {
    const due = await nextDue(database.db, { weekday, hour, timeZone }, { after: new Date(after), lastWeek })
    expect(due.toISOString()).toBe(at)
  },
)

test("the week before is seven whole days of its zone, also where one of them has 25 hours", async () => {
  const week = await weekBefore(database.db, new Date("2026-10-26T08:00:00Z"), "Europe/Berlin")
  expect(week).toEqual({
    from: new Date("2026-10-18T22:00:00Z"),
    to: new Date("2026-10-25T23:00:00Z"),
    monday: "2026-10-26",
  })
})
