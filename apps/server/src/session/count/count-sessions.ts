import { sql } from "kysely"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import type { SessionFilter } from "../read/session-filter.ts"
import { inGaps, matchingBits } from "./facet-blocks/block-sql.ts"
import { chosenDimensions, readCoverage } from "./facet-blocks/coverage.ts"

/** How many sessions match. */
export const countSessions = (db: Db, filter: SessionFilter): Promise<number> =>
  atOneMoment(db, (moment) => countAtOneMoment(moment, filter))

/** @param db one moment (`atOneMoment`) */
export async function countAtOneMoment(db: Db, filter: SessionFilter): Promise<number> {
  const coverage = await readCoverage(db, filter, chosenDimensions(filter))
  const { rows } = await sql<{ count: string }>`
    select (select count(*) from session where ${inGaps(filter, coverage.gaps)})
      + (select coalesce(sum(coalesce(bit_count(bits), size)), 0)
         from (${matchingBits(filter, coverage)}) matching) as count`.execute(db)
  return Number(rows[0]?.count ?? 0)
}
