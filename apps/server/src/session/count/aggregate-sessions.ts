import { sql } from "kysely"
import pLimit from "p-limit"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import { dimensionSql } from "../dimensions.ts"
import type { SessionFilter } from "../read/session-filter.ts"
import { inGaps } from "./facet-blocks/block-sql.ts"
import { type Counted, countCodes } from "./facet-blocks/count-codes.ts"
import { type Coverage, chosenColumns, readCoverage } from "./facet-blocks/coverage.ts"
import { readCodedBlocks } from "./facet-blocks/read-coded-blocks.ts"
import { type Breakdown, isTimeUnit, timeFormats } from "./time-unit.ts"

/** A million sessions, of which each takes a few bytes of memory while it is counted. */
const blocksAtOnce = 128

/**
 * For reads that go through all facet blocks: two at once are as fast as two cores can be, and twenty would only hold
 * the memory of twenty, and the connections that short reads need.
 */
export const fewAtOnce = pLimit(2)

/** Its values are one for each breakdown asked for, in its order. */
export type AggregateRow = Counted

/**
 * How many sessions match, for each combination of values that occurs; without a breakdown, one row with the total.
 * @param timeZone IANA name in which days, weeks and months are counted
 */
export const aggregateSessions = (
  db: Db,
  filter: SessionFilter,
  by: readonly Breakdown[],
  timeZone: string,
): Promise<AggregateRow[]> =>
  fewAtOnce(() =>
    atOneMoment(db, async (moment) => {
      const needed = new Set([...chosenColumns(filter), ...by.filter((each) => !isTimeUnit(each))])
      const coverage = await readCoverage(moment, filter, [...needed])
      let rows = await aggregateGaps(moment, filter, coverage, by, timeZone)
      for (let first = 0; first < coverage.blocks.length; first += blocksAtOnce) {
        const some = { blocks: coverage.blocks.slice(first, first + blocksAtOnce), gaps: [] }
        rows = countCodes(await readCodedBlocks(moment, filter, some, by, timeZone), rows, by.length)
      }
      return by.length === 0 && rows.length === 0 ? [{ values: [], count: 0 }] : rows
    }),
  )

async function aggregateGaps(
  db: Db,
  filter: SessionFilter,
  { gaps }: Coverage,
  by: readonly Breakdown[],
  timeZone: string,
): Promise<AggregateRow[]> {
  const valueSql = (breakdown: Breakdown) =>
    isTimeUnit(breakdown)
      ? sql`to_char(session.created_at at time zone ${timeZone}, ${sql.lit(timeFormats[breakdown])})`
      : dimensionSql[breakdown]
  const values = by.map((breakdown, i) => sql`${valueSql(breakdown)} as ${sql.ref(`v${i}`)}`)
  const { rows } = await sql<Record<string, string | null>>`
    select ${sql.join([...values, sql`count(*) as count`])}
    from session where ${inGaps(filter, gaps)}
    ${by.length > 0 ? sql`group by ${sql.join(by.map((_, i) => sql.lit(i + 1)))}` : sql``}`.execute(db)
  return rows.map((row) => ({
    values: by.map((_, i) => row[`v${i}`] ?? null),
    count: Number(row.count),
  }))
}
