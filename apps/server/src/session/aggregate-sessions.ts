import type { Dimension } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import type { Db } from "../db/database.ts"
import { dimensionSql } from "./dimensions.ts"
import { matches, type SessionFilter } from "./session-filter.ts"

/** Days, ISO weeks and months of `createdAt` in a time zone: `2026-08-31`, `2026-W36`, `2026-08`. */
export const timeUnits = ["day", "week", "month"] as const
export type TimeUnit = (typeof timeUnits)[number]
export type Breakdown = Dimension | TimeUnit

export interface AggregateRow {
  /** One for each breakdown asked for, in its order. */
  values: (string | null)[]
  count: number
}

const timeFormats: Readonly<Record<TimeUnit, string>> = {
  day: "YYYY-MM-DD",
  week: 'IYYY"-W"IW',
  month: "YYYY-MM",
}

const isTimeUnit = (breakdown: Breakdown): breakdown is TimeUnit =>
  (timeUnits as readonly string[]).includes(breakdown)

/**
 * How many sessions match, for each combination of values that occurs; without a breakdown, one row with the total.
 * @param timeZone IANA name in which days, weeks and months are counted
 */
export async function aggregateSessions(
  db: Db,
  filter: SessionFilter,
  by: readonly Breakdown[],
  timeZone: string,
): Promise<AggregateRow[]> {
  const valueSql = (breakdown: Breakdown): RawBuilder<string | null> =>
    isTimeUnit(breakdown)
      ? sql`to_char(session.created_at at time zone ${timeZone}, ${timeFormats[breakdown]})`
      : dimensionSql[breakdown]
  const values = by.map((breakdown, i) => sql`${valueSql(breakdown)} as ${sql.ref(`v${i}`)}`)
  const groups = by.map((_, i) => sql.lit(i + 1))
  const { rows } = await sql<Record<string, string | null>>`
    select ${sql.join([...values, sql`count(*) as count`])}
    from session where ${matches(filter)}
    ${groups.length > 0 ? sql`group by ${sql.join(groups)}` : sql``}`.execute(db)
  return rows.map((row) => ({
    values: by.map((_, i) => row[`v${i}`] ?? null),
    count: Number(row.count),
  }))
}
