import type { Neighbour } from "@holdfast/protocol"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { neighbourRole, placesOnLine } from "./neighbour-words.ts"

beforeEach(() => vi.stubEnv("TZ", "UTC"))
afterEach(() => vi.unstubAllEnvs())

const session = (id: string, hour: number, bouncedBy: string | null, isOpen = false): Neighbour => ({
  id,
  createdAt: `2026-11-23T${String(hour).padStart(2, "0")}:05:00Z`,
  outcome: { kind: isOpen ? "open" : "abandoned" },
  outcomeLabel: "",
  subscriptionId: null,
  bouncedBy,
})

test("each session says what became of it", () => {
  const all = [
    session("a", 1, "c"),
    session("b", 2, "elsewhere"),
    session("c", 3, null),
    session("d", 4, null, true),
    session("e", 5, null),
  ]
  expect(all.map((each) => neighbourRole(each, "c", all))).toEqual([
    "Bounced by this session",
    "Bounced by another one",
    "This session, counts",
    "In progress",
    "Counts",
  ])
  expect(all.slice(0, 3).map((each) => neighbourRole(each, "a", all))).toEqual([
    "This session, bounced by the one at 03:05",
    "Bounced by another one",
    "Counts",
  ])
})

test("the line reaches from 24 hours before to 24 hours after", () => {
  const at = "2026-11-23T12:00:00Z"
  const times = ["2026-11-22T12:00:00Z", "2026-11-23T00:00:00Z", at, "2026-11-24T12:00:00Z"]
  expect(placesOnLine(times, at)).toEqual([0, 25, 50, 100])
  expect(placesOnLine([at, "2026-11-30T00:00:00Z"], at)).toEqual([50, 100])
  expect(placesOnLine([], at)).toEqual([])
})

test("sessions that are minutes apart can be told apart, at the ends too", () => {
  const at = "2026-11-23T12:00:00Z"
  expect(placesOnLine([at, "2026-11-23T12:05:00Z", "2026-11-23T12:05:00Z"], at)).toEqual([50, 54, 58])
  expect(placesOnLine([at, "2026-11-24T12:00:00Z", "2026-11-24T12:00:00Z"], at)).toEqual([50, 96, 100])
  const crowd = placesOnLine(
    Array.from({ length: 80 }, () => at),
    at,
  )
  expect([crowd[0], crowd.at(-1), new Set(crowd).size]).toEqual([1.3, 100, 80])
})
