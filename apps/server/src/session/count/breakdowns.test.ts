import { expect, test } from "vitest"
import { foldRows, groupingsOf } from "./breakdowns.ts"

test("what several breakdowns come from is grouped by once", () => {
  expect(groupingsOf(["canceled", "day", "aborted", "ageQuarters", "ageMonths"])).toEqual([
    "outcome",
    "day",
    "ageMonths",
  ])
  expect(groupingsOf(["currency", "sessionCurrency"])).toEqual(["currency"])
})

test("outcomes become the flags of the record, and equal rows become one", () => {
  const rows = [
    { values: ["canceled"], count: 5 },
    { values: ["saved"], count: 3 },
    { values: ["abandoned"], count: 2 },
  ]
  expect(foldRows(rows, ["canceled"])).toEqual([
    { canceled: false, count: 5 },
    { canceled: true, count: 5 },
  ])
  expect(foldRows(rows, ["aborted", "canceled"])).toEqual([
    { aborted: false, canceled: false, count: 3 },
    { aborted: false, canceled: true, count: 5 },
    { aborted: true, canceled: false, count: 2 },
  ])
})

test("ages are numbers, quarters of them full, and an unknown age stays unknown and last", () => {
  const rows = [
    { values: [null], count: 7 },
    { values: ["10"], count: 1 },
    { values: ["2"], count: 2 },
    { values: ["0"], count: 4 },
    { values: ["11"], count: 8 },
  ]
  expect(foldRows(rows, ["ageQuarters"])).toEqual([
    { ageQuarters: 0, count: 6 },
    { ageQuarters: 3, count: 9 },
    { ageQuarters: null, count: 7 },
  ])
  expect(foldRows(rows, ["ageMonths"]).map((row) => row.ageMonths)).toEqual([0, 2, 10, 11, null])
})

test("the newest time comes first, then the values in the order asked for", () => {
  const rows = [
    { values: ["2026-07", null], count: 1 },
    { values: ["2026-08", "PAUSE"], count: 2 },
    { values: ["2026-08", null], count: 3 },
    { values: ["2026-08", "ABANDON"], count: 4 },
  ]
  expect(foldRows(rows, ["month", "saveType"])).toEqual([
    { month: "2026-08", saveType: "ABANDON", count: 4 },
    { month: "2026-08", saveType: "PAUSE", count: 2 },
    { month: "2026-08", saveType: null, count: 3 },
    { month: "2026-07", saveType: null, count: 1 },
  ])
})

test("no breakdown is one row with the total, also when it is none", () => {
  expect(foldRows([{ values: [], count: 0 }], [])).toEqual([{ count: 0 }])
})

test("more combinations than a number can count are still told apart and in order", () => {
  const names = ["day", "planId", "response", "couponId", "abtest", "blueprintId"] as const
  const rows = Array.from({ length: 2000 }, (_, i) => ({
    values: names.map((_, column) => String((i * 7919 + column * (i % 5)) % 2000).padStart(4, "0")),
    count: i,
  }))
  const folded = foldRows(rows, names)
  const key = (row: (typeof folded)[number]) => names.map((name) => row[name])
  const inOrder = rows
    .map(({ values, count }) => ({ values, count }))
    .sort((a, b) => {
      const at = a.values.findIndex((value, i) => value !== b.values[i])
      const isLess = (a.values[at] ?? "") < (b.values[at] ?? "")
      return isLess === (at === 0) ? 1 : -1
    })
  expect(folded.map((row) => [...key(row), row.count])).toEqual(
    inOrder.map(({ values, count }) => [...values, count]),
  )
})
