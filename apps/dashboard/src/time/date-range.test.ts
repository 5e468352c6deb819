import { afterEach, expect, test, vi } from "vitest"
import { type DateRange, daysOf, daysPhrase, instantsOf, quickRanges, rangeLabel } from "./date-range.ts"

const today = "2026-11-23"
const own: DateRange = { kind: "own", first: "2025-12-30", last: "2026-01-02" }

afterEach(() => vi.unstubAllEnvs())

test("quick ranges end today and count today", () => {
  const days = quickRanges.map(({ id }) => ({ id, ...daysOf({ kind: "quick", id }, today) }))
  expect(days).toEqual([
    { id: "7d", first: "2026-11-17", last: today },
    { id: "30d", first: "2026-10-25", last: today },
    { id: "90d", first: "2026-08-26", last: today },
    { id: "6m", first: "2026-05-24", last: today },
    { id: "1y", first: "2025-11-24", last: today },
  ])
})

test("a range reaches from the viewer's first midnight to the one after its last day", () => {
  vi.stubEnv("TZ", "America/New_York")
  expect(instantsOf({ kind: "own", first: "2026-10-31", last: "2026-11-01" }, today)).toEqual({
    from: "2026-10-31T04:00:00.000Z",
    to: "2026-11-02T05:00:00.000Z",
  })
})

test("days are said as short as they can be", () => {
  const oneDay: DateRange = { kind: "own", first: today, last: today }
  expect([
    daysPhrase({ kind: "quick", id: "90d" }, today),
    daysPhrase(own, today),
    daysPhrase(oneDay, today),
  ]).toEqual(["26 Aug – 23 Nov", "30 Dec 2025 – 2 Jan 2026", "23 Nov"])
})

test("a quick range goes by its name, an own one by its days", () => {
  expect([rangeLabel({ kind: "quick", id: "6m" }, today), rangeLabel(own, today)]).toEqual([
    "Last 6 months",
    "30 Dec 2025 – 2 Jan 2026",
  ])
})
