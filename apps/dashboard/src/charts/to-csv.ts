import { csvLine } from "@holdfast/protocol/dashboard"
import type { ChartData, ChartRow } from "./chart-data.ts"

/**
 * The rows of a chart as a file: exact numbers where the columns have them, the words of the screen elsewhere. It begins
 * with a byte order mark, by which spreadsheet programs know UTF-8.
 */
export function toCsv<Row extends ChartRow>({ head, rows, columns }: ChartData<Row>): string {
  const lines = rows.map((row) => [
    row.label,
    ...columns.map(({ says, cell }) => cleared(cell ? cell(row) : says(row))),
  ])
  return `\ufeff${[[head, ...columns.map((column) => column.head)], ...lines].map(csvLine).join("")}`
}

/** What is no number is nothing in a file. */
const cleared = (cell: string | number | null) =>
  typeof cell === "number" && !Number.isFinite(cell) ? null : cell
