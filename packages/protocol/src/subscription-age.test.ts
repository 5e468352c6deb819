import { expect, test } from "vitest"
import { subscriptionAgeMonths } from "./subscription-age.ts"

const age = (start: string, at: string) => subscriptionAgeMonths(new Date(start), new Date(at))

test("a month is full at the same day and time of the next month, a millisecond earlier it is not", () => {
  expect([
    age("2025-01-15T10:00:00.000Z", "2025-02-15T10:00:00.000Z"),
    age("2025-01-15T10:00:00.000Z", "2025-02-15T09:59:59.999Z"),
    age("2024-01-31T00:00:00Z", "2024-02-29T00:00:00Z"),
    age("2024-01-31T00:00:00Z", "2024-03-01T00:00:00Z"),
    age("2024-01-31T00:00:00Z", "2026-01-31T00:00:00Z"),
  ]).toEqual([1, 0, 0, 1, 24])
})

test("a start after the session is an age of none", () => {
  expect(age("2026-01-01T00:00:00Z", "2024-01-01T00:00:00Z")).toBe(0)
})
