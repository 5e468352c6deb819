import { type RawBuilder, sql } from "kysely"
import type { Cursor } from "../db/cursor.ts"
import type { Db } from "../db/database.ts"
import { inSpan } from "./facet-blocks/block-sql.ts"
import { chosenDimensions, type Gap, readCoverage } from "./facet-blocks/coverage.ts"
import { findInBlocks } from "./facet-blocks/find-in-blocks.ts"
import { matches, type SessionFilter } from "./session-filter.ts"

/** Where a page begins and how long it is. */
export interface PageCut {
  /** The last session that the reader has; null at the beginning. */
  before: Cursor | null
  /** Sessions to leave out first. */
  skip: number
  size: number
}

/**
 * Whether few sessions may pass, so that walking along them until a page is full could take long. Nearly all are
 * settled and not bounced, and a time is a span of the index.
 */
export function isChoosy({ is, not }: SessionFilter): boolean {
  const { bounced, ...others } = is ?? {}
  const { outcome, ...avoided } = not ?? {}
  const isUsual = (values: readonly unknown[] | undefined, usual: string) =>
    values === undefined || (values.length === 1 && values[0] === usual)
  return (
    Object.keys(others).length > 0 ||
    Object.keys(avoided).length > 0 ||
    !isUsual(bounced, "false") ||
    !isUsual(outcome, "open")
  )
}

/** Matches, and comes after the cursor in the order of the stream. */
export const after = (filter: SessionFilter, before: Cursor | null): RawBuilder<boolean> =>
  before
    ? sql`${matches(filter)} and (session.created_at, session.id) < (${before.createdAt}, ${before.id})`
    : matches(filter)

/**
 * Matches, lies in the span, and comes after the cursor. Only one of the two ends is asked for: given both, PostgreSQL
 * may begin at the newer and walk through all that lies between.
 */
export const afterWithin = (filter: SessionFilter, before: Cursor | null, span: Gap): RawBuilder<boolean> =>
  before && (span.to === null || span.to > before.createdAt)
    ? sql`${after(filter, before)} and ${inSpan({ ...span, to: null })}`
    : sql`${matches(filter)} and ${inSpan(span)}`

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
  const coverage = await readCoverage(db, untilCursor(filter, before), chosenDimensions(filter))
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
