import { expect, test } from "vitest"
import { dayOfLabel, unitWords } from "./time-words.ts"

test("a label is the first day of its day, week or month", () => {
  expect([
    dayOfLabel("2026-11-23", "day"),
    dayOfLabel("2026-08", "month"),
    dayOfLabel("2026-W36", "week"),
    dayOfLabel("2026-W01", "week"),
    dayOfLabel("2020-W53", "week"),
    dayOfLabel("2021-W01", "week"),
  ]).toEqual(["2026-11-23", "2026-08-01", "2026-08-31", "2025-12-29", "2020-12-28", "2021-01-04"])
})

test("a time is said in words", () => {
  expect([unitWords("2026-08-31", "week"), unitWords("2026-08-01", "month")]).toEqual([
    "Week of 31 August 2026",
    "August 2026",
  ])
})
