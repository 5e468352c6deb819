import { expect, test } from "vitest"
import { goalBegins } from "./goal-begins.ts"

const weeks = ["2026-08-31", "2026-09-07", "2026-09-14"].map((day) => ({ day }))

test("a goal begins with the week that has its first day in it", () => {
  expect(
    ["2026-08-31", "2026-09-06", "2026-09-07", "2026-09-20"].map((from) => goalBegins(weeks, from)),
  ).toEqual([0, 0, 1, 2])
})

test("a goal from before the first point, or from no day, holds all the time", () => {
  expect([
    goalBegins(weeks, "2020-01-01"),
    goalBegins(weeks, undefined),
    goalBegins([], "2026-09-01"),
  ]).toEqual([0, 0, 0])
})
