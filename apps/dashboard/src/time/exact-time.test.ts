import { afterEach, expect, test, vi } from "vitest"
import { calendarDate, clockTime, exactDate, exactTime } from "./exact-time.ts"

const instant = new Date("2026-11-23T23:30:05Z")

afterEach(() => vi.unstubAllEnvs())

test("the exact time names the viewer's zone", () => {
  vi.stubEnv("TZ", "Europe/Berlin")
  expect(exactTime(instant)).toBe("Tuesday, 24 November 2026 at 00:30:05 CET (Europe/Berlin)")
  vi.stubEnv("TZ", "America/New_York")
  expect(exactTime(instant)).toBe("Monday, 23 November 2026 at 18:30:05 GMT-5 (America/New_York)")
  vi.stubEnv("TZ", "UTC")
  expect(exactTime(instant)).toBe("Monday, 23 November 2026 at 23:30:05 UTC")
})

test("a date and a clock time are the viewer's", () => {
  vi.stubEnv("TZ", "Asia/Tokyo")
  expect([exactDate(instant), clockTime(instant)]).toEqual(["24 November 2026", "08:30"])
})

test("a time that cannot be read is said to be unknown", () => {
  expect(exactTime(new Date("soon"))).toBe("Time unknown")
  expect(exactDate(new Date("soon"))).toBe("an unknown day")
})

test("a calendar day is that day west and east of Greenwich, an instant the viewer's", () => {
  const said = (zone: string) => {
    vi.stubEnv("TZ", zone)
    return [
      "2026-11-30",
      "2026-11-30T00:00:00Z",
      "2026-11-30T02:00:00+02:00",
      "2026-11-30T03:00:00Z",
      "soon",
    ].map(calendarDate)
  }
  const [day, before] = ["30 November 2026", "29 November 2026"]
  expect(said("America/New_York")).toEqual([day, day, day, before, null])
  expect(said("Pacific/Kiritimati")).toEqual([day, day, day, day, null])
})
