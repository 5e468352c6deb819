import { type RawBuilder, sql } from "kysely"
import type { Cursor } from "../../db/cursor.ts"
import type { Db } from "../../db/database.ts"
import { chosenColumns, type Gap, readCoverage } from "../count/facet-blocks/coverage.ts"
import { findInBlocks } from "../count/facet-blocks/find-in-blocks.ts"
import { afterWithin } from "./after.ts"
import type { PageCut } from "./page-cut.ts"
import type { SessionFilter } from "./session-filter.ts"

/**
 * Which sessions a page shows under choices that may be as rare as they like, newest first, as a query of their `id`:
 * looked up in the facet blocks, and among the sessions that are in none.
 * @param db one moment (`atOneMoment`), which the query must be run in too
 */
export async function findByFacets(
  db: Db,
  filter: SessionFilter,
  { before, skip, size }: PageCut,
): Promise<RawBuilder<unknown>> {
  const wanted = sql.lit(skip + size)
  const coverage = await readCoverage(db, untilCursor(filter, before), chosenColumns(filter))
  const newestInGap = (gap: Gap) => sql`
    (select id, created_at from session where ${afterWithin(filter, before, gap)}
     order by created_at desc, id desc limit ${wanted})`
  const parts = [
    ...coverage.gaps.map(newestInGap),
    sql`(${findInBlocks(filter, coverage, before)} limit ${wanted})`,
  ]
  return sql`
    select id from (${sql.join(parts, sql` union all `)}) found
    order by created_at desc, id desc offset ${sql.lit(skip)} limit ${sql.lit(size)}`
}

/** Blocks that are newer than the cursor have nothing for its page. */
const untilCursor = (filter: SessionFilter, before: Cursor | null): SessionFilter =>
  before && (filter.upTo === undefined || filter.upTo > before.createdAt)
    ? { ...filter, upTo: before.createdAt }
    : filter
