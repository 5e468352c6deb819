import { expect, test } from "vitest"
import { costRow, isKept, isWithin, limitAt, type Row } from "./row.ts"

const limits = { 100000: { most: 2 }, 1000000: { most: 0.5 } }

test.each([
  [99_999, null],
  [100_000, { most: 2 }],
  [999_999, { most: 2 }],
  [1_000_000, { most: 0.5 }],
  [10_000_000, { most: 0.5 }],
])("a world of %i has the limit of the largest size that it reaches", (sessions, limit) => {
  expect(limitAt(sessions, limits)).toEqual(limit)
})

test.each([
  [2, { most: 2 }, true],
  [2.01, { most: 2 }, false],
  [0.4, { least: 0.4 }, true],
  [0.39, { least: 0.4 }, false],
  [1000, null, true],
  [Number.NaN, { most: 2 }, false],
  [Number.POSITIVE_INFINITY, { least: 0.4 }, false],
])("%d within %j: %s", (times, limit, isIn) => {
  expect(isWithin({ of: "p50", times, limit })).toBe(isIn)
})

test("a row is kept where all of its ratios are, and nothing is wrong with the answers", () => {
  const row: Row = { question: "?", ours: "", floor: "", ratios: [] }
  const kept = { of: "p50", times: 1, limit: { most: 2 } }
  const missed = { of: "p95", times: 3, limit: { most: 2 } }
  expect(isKept({ ...row, ratios: [kept] })).toBe(true)
  expect(isKept({ ...row, ratios: [kept, missed] })).toBe(false)
  expect(isKept({ ...row, ratios: [kept], problem: "3 of 40 answers differ" })).toBe(false)
})

test("costs are compared figure by figure; what waits is seen beside what works", () => {
  const row = costRow(
    "a page",
    {
      ours: { p50Ms: 3, p95Ms: 120.4, worstMs: 400, processorUs: 1500 },
      floor: { p50Ms: 1.5, p95Ms: 30.1, worstMs: 100, processorUs: 1000.4 },
      problem: undefined,
    },
    { processor: { most: 2 }, p50: null },
  )
  expect(row).toEqual({
    question: "a page",
    ours: "3.0 / 120 / 400 ms, 1,500 µs",
    floor: "1.5 / 30.1 / 100 ms, 1,000 µs",
    ratios: [
      { of: "processor", times: 1500 / 1000.4, limit: { most: 2 } },
      { of: "p50", times: 2, limit: null },
      { of: "p95", times: 4, limit: null },
    ],
    problem: undefined,
  })
})
