import type { Comparison, InsightUnit } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../db/database.ts"
import { beginsAt } from "../session/count/facet-blocks/read-calendar-spans.ts"
import { timeFormats } from "../session/count/time-unit.ts"

/** A day, week or month in a time zone. */
export interface CalendarUnit {
  label: string
  from: Date
  to: Date
}

/** The days, weeks or months that a span touches, oldest first, each with its own ends. */
export async function listUnits(
  db: Db,
  span: { from: Date; to: Date },
  unit: InsightUnit,
  timeZone: string,
): Promise<CalendarUnit[]> {
  const { rows } = await sql<CalendarUnit>`
    select to_char(local, ${sql.lit(timeFormats[unit])}) as label,
      ${beginsAt(unit, timeZone)} as "from",
      (select ${beginsAt(unit, timeZone)} from (select next.local + ${sql.lit(`1 ${unit}`)}::interval as local) next) as "to"
    from generate_series(
      date_trunc(${sql.lit(unit)}, ${span.from}::timestamptz at time zone ${timeZone}),
      (${span.to}::timestamptz - interval '1 millisecond') at time zone ${timeZone},
      ${sql.lit(`1 ${unit}`)}::interval
    ) as next (local)
    order by local`.execute(db)
  return rows
}

/** Days up to a month and a half, weeks up to nine months, months beyond. */
export function unitFor({ from, to }: { from: Date; to: Date }): InsightUnit {
  const days = (to.getTime() - from.getTime()) / (24 * 3600 * 1000)
  return days <= 46 ? "day" : days <= 280 ? "week" : "month"
}

const steps: Readonly<Record<Comparison, string>> = {
  previous: "span.length",
  weekdays: "make_interval(days => (ceil(extract(epoch from span.length) / 604800) * 7)::integer)",
  year: "interval '1 year'",
}

/** The span with which another is compared, by the days of the calendar: summer time makes none an hour longer. */
export async function comparedSpan(
  db: Db,
  { from, to }: { from: Date; to: Date },
  comparison: Comparison,
  timeZone: string,
): Promise<{ from: Date; to: Date }> {
  const back = sql.raw(steps[comparison])
  const { rows } = await sql<{ from: Date; to: Date }>`
    select (span.first - ${back}) at time zone ${timeZone} as "from", (span.last - ${back}) at time zone ${timeZone} as "to"
    from (
      select first, last, last - first as length
      from (select ${from}::timestamptz at time zone ${timeZone} as first, ${to}::timestamptz at time zone ${timeZone} as last) ends
    ) span`.execute(db)
  const [span] = rows
  if (!span) throw new Error("A span has no ends")
  return span
}
