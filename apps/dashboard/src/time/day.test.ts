import { afterEach, expect, test, vi } from "vitest"
import { addDays, addMonths, dayOf, isDay, startOfDay } from "./day.ts"

afterEach(() => vi.unstubAllEnvs())

test("only days that exist are days", () => {
  const texts = ["2026-02-28", "2026-02-29", "2028-02-29", "2026-13-01", "2026-1-1", "0", "2026-11-23T00:00"]
  expect(texts.filter(isDay)).toEqual(["2026-02-28", "2028-02-29"])
})

test("the day of an instant is the viewer's", () => {
  const instant = new Date("2026-11-23T02:00:00Z")
  vi.stubEnv("TZ", "America/New_York")
  expect(dayOf(instant)).toBe("2026-11-22")
  vi.stubEnv("TZ", "Asia/Tokyo")
  expect(dayOf(instant)).toBe("2026-11-23")
})

test("a day begins at the viewer's midnight, on either side of a clock change", () => {
  vi.stubEnv("TZ", "Europe/Berlin")
  expect(startOfDay("2026-10-25").toISOString()).toBe("2026-10-24T22:00:00.000Z")
  expect(startOfDay("2026-10-26").toISOString()).toBe("2026-10-25T23:00:00.000Z")
})

test("a day whose midnight is skipped begins at its first instant", () => {
  vi.stubEnv("TZ", "Africa/Cairo")
  expect(startOfDay("2026-04-24").toISOString()).toBe("2026-04-23T22:00:00.000Z")
})

test("days are counted across months, years and leap days", () => {
  expect([addDays("2026-11-23", -89), addDays("2026-12-31", 1), addDays("2028-03-01", -1)]).toEqual([
    "2026-08-26",
    "2027-01-01",
    "2028-02-29",
  ])
})

test("a month later is the same day, or the last day of a shorter month", () => {
  expect([addMonths("2026-11-23", -6), addMonths("2026-08-31", -6), addMonths("2026-12-15", 1)]).toEqual([
    "2026-05-23",
    "2026-02-28",
    "2027-01-15",
  ])
})
