import type { Outcome } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { inGaps, matchingBits } from "../../session/count/facet-blocks/block-sql.ts"
import {
  boundsOf,
  canUseBlocks,
  chosenColumns,
  readCoverage,
} from "../../session/count/facet-blocks/coverage.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { validOf } from "../../session/read/valid-sessions.ts"

/**
 * An index takes no row above 2,700 bytes, and both ids may be long: those that are lie in an index of their own. Both of their
 * bounds are said, since the planner takes that for one row in two hundred, and one bound for every third.
 */
const idBytes = sql.raw(
  "octet_length(coalesce(session.customer_id, '')) + octet_length(coalesce(session.subscription_id, ''))",
)
const sizes = [sql`${idBytes} <= 2000`, sql`${idBytes} > 2000 and ${idBytes} < 1000000`]

/** How a session can have ended. */
type Decided = Exclude<Outcome["kind"], "open">
export const decidedOutcomes: readonly Decided[] = ["saved", "abandoned", "canceled"]

/**
 * The sessions of a workspace that are settled and not bounced, with what the time after them is looked up by, as a query of
 * `id, customer_id, subscription_id, subscription_start, created_at, outcome`. It is answered by `session_decided` and
 * `session_decided_long` alone, which are a twentieth of the sessions themselves.
 * @param outcomes which of the three: each lies by itself in the indexes
 * @param which a condition on `session` over these columns
 * @param chosen those of a filter; all of the workspace unless it is given
 */
export const decidedSessions = (
  { workspaceId, mode }: Pick<SessionFilter, "workspaceId" | "mode">,
  outcomes: readonly Decided[],
  which: RawBuilder<unknown>,
  { join, span }: Pick<Chosen, "join" | "span"> = { join: sql``, span: sql`true` },
): RawBuilder<unknown> => {
  const ofSize = (size: RawBuilder<unknown>) => sql`
    select session.id, session.customer_id, session.subscription_id, session.subscription_start, session.created_at,
      session.outcome
    from session ${join}
    where session.workspace_id = ${workspaceId} and session.mode = ${mode}
      and session.outcome in (${sql.join(outcomes.map((outcome) => sql.lit(outcome)))}) and session.bounced_by is null and ${size}
      and ${span} and ${which}`
  return sql`(${sql.join(sizes.map(ofSize), sql` union all `)})`
}

/** Which of the decided sessions a filter has. */
export interface Chosen {
  /** Begins a statement as a part of `with`, and ends with a comma; none where the span says everything. */
  ctes: RawBuilder<unknown>
  /** Joins `session` with it. */
  join: RawBuilder<unknown>
  /** A condition on `session`. */
  span: RawBuilder<unknown>
}

/** The saves among the sessions of a filter: the valid ones that are not cancelled. */
export function savesOf(filter: SessionFilter): SessionFilter {
  const valid = validOf(filter)
  return { ...valid, not: { ...valid.not, outcome: [...(valid.not?.outcome ?? []), "canceled"] } }
}

/**
 * Reads how the sessions of a filter are found: by their span, and where the filter chooses anything else, by the bits of the blocks
 * and among the sessions that lie in none. Holds in the same moment only (`atOneMoment`).
 *
 * The planner knows nothing of bits and takes a comparison for one row in two hundred, but a `case` for every other one: it
 * would look up 90,000 sessions one by one.
 * @param narrowed with what the statement asks of each of them itself, too: so fewer are looked up
 */
export async function readChosen(moment: Db, filter: SessionFilter, narrowed = filter): Promise<Chosen> {
  const { from, to } = boundsOf(filter)
  const span = sql`${from ? sql`session.created_at >= ${from}` : sql`true`}
    and ${to ? sql`session.created_at < ${to}` : sql`true`}`
  if (chosenColumns(filter).length === 0 && canUseBlocks(filter)) return { ctes: sql``, join: sql``, span }
  const coverage = await readCoverage(moment, narrowed, chosenColumns(narrowed))
  return {
    ctes: sql`
    chosen_session as materialized (
      select place.id
      from (${matchingBits(narrowed, coverage)}) matching
      join facet_block kept on kept.workspace_id = ${filter.workspaceId} and kept.id = matching.id
      cross join lateral unnest(kept.ids) with ordinality as place (id, number)
      where case when matching.bits is null then true else get_bit(matching.bits, place.number::integer - 1) = 1 end
      union all
      select session.id from session where ${inGaps(narrowed, coverage.gaps)}
    ),`,
    join: sql`join chosen_session on chosen_session.id = session.id`,
    span,
  }
}
