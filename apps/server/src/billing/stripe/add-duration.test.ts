import { expect, test } from "vitest"
import { addDuration } from "./add-duration.ts"

test.for([
  ["2026-11-30T10:00:00.000Z", 1, "month", "2026-12-30T10:00:00.000Z"],
  ["2027-01-31T23:59:59.000Z", 1, "month", "2027-02-28T23:59:59.000Z"],
  ["2028-01-31T00:00:00.000Z", 1, "month", "2028-02-29T00:00:00.000Z"],
  ["2026-08-31T00:00:00.000Z", 3, "month", "2026-11-30T00:00:00.000Z"],
  ["2026-11-30T00:00:00.000Z", 14, "month", "2028-01-30T00:00:00.000Z"],
  // the clocks of Europe change in between, and the moment stays the same
  ["2026-10-20T08:00:00.000Z", 2, "week", "2026-11-03T08:00:00.000Z"],
] as const)("%s and %i %s more is %s", ([from, count, unit, to]) => {
  expect(addDuration(new Date(from), count, unit).toISOString()).toBe(to)
})
