import { expect, test } from "vitest"
import { type ChartMark, withMarks } from "./chart-mark.ts"

const mark = (day: string): ChartMark => ({ key: day, day, sign: "7", says: day, href: null })
const days = (rows: readonly { marks: readonly ChartMark[] }[]) =>
  rows.map(({ marks }) => marks.map(({ day }) => day))

test("each mark stands at the row whose days it is in, in the order of the days", () => {
  const rows = [{ day: "2026-03-02" }, { day: "2026-03-09" }, { day: "2026-03-16" }]
  const marks = ["2026-03-22", "2026-03-08", "2026-03-02", "2026-03-09"].map(mark)
  expect(days(withMarks(rows, marks, "2026-03-22"))).toEqual([
    ["2026-03-02", "2026-03-08"],
    ["2026-03-09"],
    ["2026-03-22"],
  ])
})

test("what happened before the first row or after the last one is left out", () => {
  const rows = [{ day: "2026-03-01" }, { day: "2026-04-01" }]
  expect(days(withMarks(rows, ["2026-02-28", "2026-05-01"].map(mark), "2026-04-30"))).toEqual([[], []])
})
