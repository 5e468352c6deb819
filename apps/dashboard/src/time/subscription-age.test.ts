import { expect, test } from "vitest"
import { subscriptionAge } from "./subscription-age.ts"

const age = (since: string, at = "2026-11-23T12:00:00Z") => subscriptionAge(new Date(since), new Date(at))

test("an age is said in its largest units", () => {
  const since = [
    "2024-08-12T00:00:00Z",
    "2024-11-23T12:00:00Z",
    "2025-11-23T12:00:00Z",
    "2025-11-23T12:00:01Z",
    "2026-10-23T12:00:00Z",
    "2026-11-11T12:00:00Z",
    "2026-11-22T12:00:00Z",
    "2026-11-23T11:00:00Z",
  ]
  expect(since.map((each) => age(each))).toEqual([
    "2 y 3 m",
    "2 years",
    "1 year",
    "11 months",
    "1 month",
    "12 days",
    "1 day",
    "less than a day",
  ])
})

test("a subscription of the 31st is a month old on the last day of a shorter month", () => {
  expect(age("2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z")).toBe("1 month")
})

test("a subscription that begins later, or cannot be read, has no age", () => {
  expect([age("2026-11-24T00:00:00Z"), age("soon")]).toEqual([null, null])
})
