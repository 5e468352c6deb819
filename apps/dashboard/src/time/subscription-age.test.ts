import { subscriptionAgeMonths } from "@holdfast/protocol"
import fc from "fast-check"
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
    "2 yr 3 mo",
    "2 years",
    "1 year",
    "11 months",
    "1 month",
    "12 days",
    "1 day",
    "less than a day",
  ])
})

test("a month is full on the same day of the next one, never on the last day of a shorter month", () => {
  expect([
    age("2026-01-31T00:00:00Z", "2026-02-28T00:00:00Z"),
    age("2026-01-31T00:00:00Z", "2026-03-01T00:00:00Z"),
    age("2024-02-29T00:00:00Z", "2025-02-28T00:00:00Z"),
    age("2024-02-29T00:00:00Z", "2025-03-01T00:00:00Z"),
  ]).toEqual(["28 days", "1 month", "11 months", "1 year"])
})

test("the years that are said are those the filter counts by", () => {
  const instant = fc.date({
    min: new Date("1999-12-01T00:00:00Z"),
    max: new Date("2030-01-31T00:00:00Z"),
    noInvalidDate: true,
  })
  // days at which months end, and the instants around midnight, are where two rules would part
  const monthEnd = fc
    .tuple(
      fc.integer({ min: 2000, max: 2029 }),
      fc.nat(11),
      fc.integer({ min: -2, max: 2 }),
      fc.constantFrom(-1, 0, 1),
    )
    .map(([year, month, days, ms]) => new Date(Date.UTC(year, month, 1 + days) + ms))
  const time = fc.oneof(instant, monthEnd)
  fc.assert(
    fc.property(time, time, (one, other) => {
      const [since, at] = one < other ? [one, other] : [other, one]
      const said = subscriptionAge(since, at) ?? ""
      const years = Number(/^(\d+) y/.exec(said)?.[1] ?? 0)
      expect(years).toBe(Math.floor(subscriptionAgeMonths(since, at) / 12))
    }),
    { numRuns: 2000 },
  )
})

test("a subscription that begins later, or cannot be read, has no age", () => {
  expect([age("2026-11-24T00:00:00Z"), age("soon")]).toEqual([null, null])
})
