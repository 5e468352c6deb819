import { addDays, type Day } from "../time/day.ts"

/** Something that happened, as it stands under a chart over time: a version, an A/B test, a switch, an outage, a note. */
export interface ChartMark {
  /** Unlike every other's of the chart. */
  key: string
  day: Day
  /** One or two signs, such as the number of a version: what stands under the axis. */
  sign: string
  /** What happened, in a sentence: `Version 8 was published`. */
  says: string
  href: string | null
}

/**
 * Rows over time, each with what happened in its days. What happened before the first or after the last of them is left
 * out.
 * @param rows each day, week or month of the range, in order
 * @param last the last day of the last row
 */
export function withMarks<Row extends { day: Day }>(
  rows: readonly Row[],
  marks: readonly ChartMark[],
  last: Day,
): (Row & { marks: readonly ChartMark[] })[] {
  return rows.map((row, place) => {
    const until = rows[place + 1]?.day ?? addDays(last, 1)
    const own = marks.filter(({ day }) => day >= row.day && day < until)
    return { ...row, marks: own.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)) }
  })
}
