import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { relativeTime } from "./relative-time.ts"

const now = new Date("2026-11-23T12:00:00Z")
const at = (text: string) => relativeTime(new Date(text), now)

beforeEach(() => vi.stubEnv("TZ", "UTC"))
afterEach(() => vi.unstubAllEnvs())

test("up to seven days are said in their own unit, before that the day, with the year of another year", () => {
  const instants = [
    "2026-11-23T11:59:30Z",
    "2026-11-23T11:55:00Z",
    "2026-11-23T09:00:00Z",
    "2026-11-22T23:00:00Z",
    "2026-11-16T12:00:00Z",
    "2026-11-15T12:00:00Z",
    "2026-01-01T12:00:00Z",
    "2025-12-31T12:00:00Z",
    "2025-10-20T12:00:00Z",
    "2025-01-20T12:00:00Z",
  ]
  expect(instants.map(at)).toEqual([
    "just now",
    "5 minutes ago",
    "3 hours ago",
    "yesterday",
    "7 days ago",
    "15 Nov",
    "1 Jan",
    "31 Dec 2025",
    "20 Oct 2025",
    "20 Jan 2025",
  ])
})

test("a few hours ago stays hours across midnight", () => {
  expect(relativeTime(new Date("2026-11-22T23:30:00Z"), new Date("2026-11-23T01:45:00Z"))).toBe("2 hours ago")
})

test("yesterday is the viewer's", () => {
  vi.stubEnv("TZ", "Asia/Tokyo")
  expect(at("2026-11-22T16:00:00Z")).toBe("20 hours ago")
})

test("a clock that runs ahead does not break the words", () => {
  const ahead = [
    "2026-11-23T12:00:40Z",
    "2026-11-23T12:05:00Z",
    "2026-11-24T12:00:00Z",
    "2027-01-20T12:00:00Z",
  ]
  expect(ahead.map(at)).toEqual(["just now", "in 5 minutes", "tomorrow", "20 Jan 2027"])
})
