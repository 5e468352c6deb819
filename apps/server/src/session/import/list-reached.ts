import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { bounceWindow } from "../bounce-window.ts"
import type { CustomerKey } from "../customer-key.ts"
import {
  hops,
  type Neighbour,
  type NeighbourRow,
  neighbourColumns,
  toNeighbour,
} from "../report/list-neighbours.ts"

/** Times of one customer at which sessions are written, none more than 24 hours after the one before. */
export interface Stretch extends Omit<CustomerKey, "workspaceId"> {
  first: Date
  last: Date
}

export interface ReachedSession extends Neighbour {
  /** Which of the stretches reaches it. */
  stretch: number
}

/**
 * `listNeighbours` for many changes at once: the settled sessions that are linked to a stretch by gaps of at most 24
 * hours. Most stretches have no neighbour at all, which a look at the index tells before any hop is made.
 */
export async function listReached(
  db: Db,
  workspaceId: string,
  stretches: readonly Stretch[],
): Promise<ReachedSession[]> {
  if (stretches.length === 0) return []
  const theirs = sql`s.workspace_id = ${workspaceId}::uuid and s.customer_id = stretch."customerId"
    and s.mode = stretch.mode and s.verified = stretch.verified and s.outcome <> 'open'`
  const numbered = stretches.map((stretch, n) => ({ n, ...stretch }))
  const { rows } = await sql<NeighbourRow & { n: number }>`
    select stretch.n, ${neighbourColumns}
    from json_to_recordset(${JSON.stringify(numbered)}::json) as stretch(
      n integer, mode text, "customerId" text, verified boolean, first timestamptz, last timestamptz)
    cross join lateral (
      with recursive ${hops(theirs, sql`stretch.first`, sql`stretch.last`)}
      select (select min(at) from earlier) as since, (select max(at) from later) as until
    ) reach
    join session s on ${theirs} and s.created_at between reach.since and reach.until
    where exists (
      select from session s
      where ${theirs} and s.created_at between stretch.first - ${bounceWindow}
        and stretch.last + ${bounceWindow}
    )`.execute(db)
  return rows.map((row) => ({ ...toNeighbour(row), stretch: row.n }))
}
