import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { relativeTime } from "./relative-time.ts"

const now = new Date("2026-11-23T12:00:00Z")
const at = (text: string) => relativeTime(new Date(text), now)

beforeEach(() => vi.stubEnv("TZ", "UTC"))
afterEach(() => vi.unstubAllEnvs())

test("each distance is said in its own unit", () => {
  const instants = [
    "2026-11-23T11:59:30Z",
    "2026-11-23T11:55:00Z",
    "2026-11-23T09:00:00Z",
    "2026-11-22T23:00:00Z",
    "2026-11-18T12:00:00Z",
    "2026-11-02T12:00:00Z",
    "2026-06-23T12:00:00Z",
    "2025-11-24T12:00:00Z",
    "2025-11-23T12:00:00Z",
    "2023-01-01T00:00:00Z",
  ]
  expect(instants.map(at)).toEqual([
    "just now",
    "5 minutes ago",
    "3 hours ago",
    "yesterday",
    "5 days ago",
    "3 weeks ago",
    "5 months ago",
    "11 months ago",
    "last year",
    "3 years ago",
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
  expect([at("2026-11-23T12:00:40Z"), at("2026-11-23T12:05:00Z"), at("2026-11-24T12:00:00Z")]).toEqual([
    "just now",
    "in 5 minutes",
    "tomorrow",
  ])
})
