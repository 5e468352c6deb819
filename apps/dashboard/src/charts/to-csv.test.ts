import { readCsv } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import type { ChartData, ChartRow } from "./chart-data.ts"
import { toCsv } from "./to-csv.ts"

interface Row extends ChartRow {
  rate: number | null
}

const data = (rows: readonly [label: string, rate: number | null][]): ChartData<Row> => ({
  head: "Reason",
  rows: rows.map(([label, rate]) => ({ key: label, label, href: null, rate })),
  columns: [
    {
      head: "Share",
      says: ({ rate }) => (rate === null ? null : `${rate * 100}%`),
      cell: ({ rate }) => rate,
    },
    { head: "In words", says: ({ rate }) => (rate === null ? null : `about ${Math.round(rate * 100)} %`) },
  ],
})

test("a file has the rows of the chart in their order, exact where the column has a number", () => {
  const file = toCsv(
    data([
      ["Too expensive", 0.4871],
      ["Not using it", null],
    ]),
  )
  expect(file).toBe("\ufeffReason,Share,In words\r\nToo expensive,0.4871,about 49 %\r\nNot using it,,\r\n")
})

test("a number below 0 is a number, and a label that looks like a formula is a text", () => {
  const file = toCsv(
    data([
      ["=1+1", -0.02],
      ["-5", 0.5],
      ["@cmd", 0],
      ["\tx", Number.NaN],
    ]),
  )
  const cells = readCsv(file).records.map((record) => record.cells.slice(0, 2))
  expect(cells).toEqual([
    ["Reason", "Share"],
    ["'=1+1", "-0.02"],
    ["'-5", "0.5"],
    ["'@cmd", "0"],
    ["'\tx", ""],
  ])
})

test("quotation marks, separators and line ends stay in their cell", () => {
  const label = 'a "b", c;\r\nd'
  expect(readCsv(toCsv(data([[label, 1]]))).records[1]?.cells[0]).toBe(label)
})
