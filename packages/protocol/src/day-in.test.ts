import { expect, test } from "vitest"
import { dayIn } from "./day-in.ts"

test.each([
  ["2026-08-31T19:00:00Z", "Asia/Kolkata", "2026-09-01"],
  ["2026-03-08T04:59:59Z", "America/New_York", "2026-03-07"],
  ["2026-03-08T05:00:00Z", "America/New_York", "2026-03-08"],
  ["2026-12-31T10:30:00Z", "Pacific/Kiritimati", "2027-01-01"],
  ["0987-06-05T12:00:00Z", "UTC", "0987-06-05"],
])("%s is in %s the day %s", (at, timeZone, day) => {
  expect(dayIn(timeZone, new Date(at))).toBe(day)
})
