import { readableText } from "../parts/readable-text.ts"
import { shorten } from "../parts/shorten.ts"

/** One point, bar, slice or line of a chart: what is drawn, walked by the arrow keys, listed in the table and saved. */
export interface ChartRow {
  /** Unlike every other's of the chart. */
  key: string
  /** What it is called. User text is safe here, however long and whatever its direction. */
  label: string
  /** The address of exactly the sessions it counts, from `/` on; null where there is nothing to lead to. */
  href: string | null
}

/** What is told of each row, wherever it is told: in the table, under the cursor, aloud and in the file. */
export interface ChartColumn<Row extends ChartRow> {
  /** Unlike every other's of the chart, such as `Save rate`. */
  head: string
  /** As a person reads it, formatted; null where there is nothing to say, which the table shows as a dash. */
  says: (row: Row) => string | null
  /** As a program reads it: fractions, minor units, ISO days. Left out, the file has what `says` says. */
  cell?: (row: Row) => string | number | null
  /** Words stand at the left, figures at the right. Left out, they are figures. */
  isText?: boolean
  /** Where the number of this column leads, if elsewhere than its row. */
  hrefOf?: (row: Row) => string | null
}

/** The one description from which a chart, its table and its file are made. */
export interface ChartData<Row extends ChartRow> {
  /** What a row is, such as `Day` or `Reason`: the head of the first column. */
  head: string
  /** In the order in which they are drawn. */
  rows: readonly Row[]
  columns: readonly ChartColumn<Row>[]
}

/** What the cursor stops at, and what it tells there. */
export interface ChartStop {
  /** The `data-stop` of what is drawn. */
  key: string
  title: string
  lines: readonly { head: string; says: string }[]
  href: string | null
}

/** What a row or a point is called aloud: readable, and not longer than anybody listens. */
export const spokenName = (text: string): string => shorten(readableText(text) ?? "without words", 200)

/** A row as a stop: all that its columns say of it. */
export function stopOf<Row extends ChartRow>({ columns }: ChartData<Row>, row: Row): ChartStop {
  const lines = columns.flatMap(({ head, says }) => {
    const said = says(row)
    return said === null ? [] : [{ head, says: said }]
  })
  return { key: row.key, title: row.label, lines, href: row.href }
}

/** A stop as one sentence, for the ear: `3 March: save rate 48.7%, sessions 120`. */
export function readAloud({ title, lines }: ChartStop): string {
  const name = spokenName(title)
  if (lines.length === 0) return name
  return `${name}: ${lines.map(({ head, says }) => `${head} ${says}`).join(", ")}`
}
