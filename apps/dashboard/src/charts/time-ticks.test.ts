import { expect, test } from "vitest"
import { addDays, addMonths } from "../time/day.ts"
import { timeTicks } from "./time-ticks.ts"

const daysFrom = (first: string, count: number, by = 1) =>
  Array.from({ length: count }, (_, nth) => addDays(first, nth * by))
const monthsFrom = (first: string, count: number) =>
  Array.from({ length: count }, (_, nth) => addMonths(first, nth))
const labels = (...args: Parameters<typeof timeTicks>) => timeTicks(...args).map(({ label }) => label)

test("a few days are all named, more by every second one, then by Mondays", () => {
  const week = daysFrom("2026-03-02", 7)
  expect(labels(week, "day", 7)).toEqual(["2 Mar", "3 Mar", "4 Mar", "5 Mar", "6 Mar", "7 Mar", "8 Mar"])
  expect(labels(week, "day", 6)).toEqual(["2 Mar", "4 Mar", "6 Mar", "8 Mar"])
  expect(labels(daysFrom("2026-03-03", 30), "day", 8)).toEqual(["9 Mar", "16 Mar", "23 Mar", "30 Mar"])
})

test("long ranges are named by months, quarters and years, and each year is said where it begins", () => {
  const halfYear = daysFrom("2025-09-10", 200)
  expect(labels(halfYear, "day", 6)).toEqual(["Oct 2025", "Nov", "Dec", "Jan 2026", "Feb", "Mar"])
  expect(labels(monthsFrom("2024-06-01", 24), "month", 8)).toEqual([
    "Jul 2024",
    "Oct",
    "Jan 2025",
    "Apr",
    "Jul",
    "Oct",
    "Jan 2026",
    "Apr",
  ])
  expect(labels(monthsFrom("2016-01-01", 120), "month", 5)).toEqual([
    "Jan 2016",
    "Jan 2018",
    "Jan 2020",
    "Jan 2022",
    "Jan 2024",
  ])
})

test("of weeks, the first one that begins in a month stands for it", () => {
  expect(timeTicks(daysFrom("2026-01-05", 12, 7), "week", 3)).toEqual([
    { place: 4, label: "Feb 2026" },
    { place: 8, label: "Mar" },
  ])
})

test("a change to summer time or back moves no day and doubles none", () => {
  for (const first of ["2026-03-27", "2026-10-23"]) {
    const days = daysFrom(first, 6)
    expect(timeTicks(days, "day", 6).map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5])
    expect(new Set(labels(days, "day", 6)).size).toBe(6)
  }
  expect(labels(daysFrom("2026-03-27", 4), "day", 4)).toEqual(["27 Mar", "28 Mar", "29 Mar", "30 Mar"])
})

test("there are never more names than there is room for, and at least one where there is a day", () => {
  for (const count of [1, 2, 31, 90, 365, 730]) {
    for (const most of [1, 2, 5, 12]) {
      const ticks = timeTicks(daysFrom("2025-02-11", count), "day", most)
      expect(ticks.length).toBeGreaterThan(0)
      expect(ticks.length).toBeLessThanOrEqual(most)
    }
  }
  expect(timeTicks([], "day", 5)).toEqual([])
})
