import type { StreamCount } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import { dimensionSql } from "../dimensions.ts"
import type { SessionFilter } from "../read/session-filter.ts"
import { inGaps, matchingBits } from "./facet-blocks/block-sql.ts"
import { chosenColumns, readCoverage } from "./facet-blocks/coverage.ts"

/** How many sessions match. */
export const countSessions = (db: Db, filter: SessionFilter): Promise<number> =>
  atOneMoment(db, (moment) => countAtOneMoment(moment, filter))

/** How many sessions match, and how many of them nobody vouched for. */
export const countStream = (db: Db, filter: SessionFilter): Promise<StreamCount> =>
  atOneMoment(db, async (moment) => {
    const coverage = await readCoverage(moment, filter, [
      ...new Set([...chosenColumns(filter), "verified"] as const),
    ])
    const { rows } = await sql<Record<keyof StreamCount, string>>`
      select coalesce(sum(count), 0) as count, coalesce(sum(unverified), 0) as unverified from (
        select count(*) as count, count(*) filter (where ${dimensionSql.verified} = 'false') as unverified
        from session where ${inGaps(filter, coverage.gaps)}
        union all
        select coalesce(bit_count(matching.bits), matching.size), bit_count(x.bits & coalesce(matching.bits, x.bits))
        from (${matchingBits(filter, coverage)}) matching
        left join facet_bits x on x.workspace_id = ${filter.workspaceId} and x.block_id = matching.id
          and x.dimension = 'verified' and x.value = 'false'
      ) part`.execute(moment)
    return { count: Number(rows[0]?.count ?? 0), unverified: Number(rows[0]?.unverified ?? 0) }
  })

/** @param db one moment (`atOneMoment`) */
export async function countAtOneMoment(db: Db, filter: SessionFilter): Promise<number> {
  const coverage = await readCoverage(db, filter, chosenColumns(filter))
  const { rows } = await sql<{ count: string }>`
    select (select count(*) from session where ${inGaps(filter, coverage.gaps)})
      + (select coalesce(sum(coalesce(bit_count(bits), size)), 0)
         from (${matchingBits(filter, coverage)}) matching) as count`.execute(db)
  return Number(rows[0]?.count ?? 0)
}
