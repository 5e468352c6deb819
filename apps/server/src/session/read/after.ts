import { type RawBuilder, sql } from "kysely"
import type { Cursor } from "../../db/cursor.ts"
import { inSpan } from "../count/facet-blocks/block-sql.ts"
import type { Gap } from "../count/facet-blocks/coverage.ts"
import { matches, type SessionFilter } from "./session-filter.ts"

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
