import type { SettledSession } from "@holdfast/protocol"
import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { SessionRow } from "../../db/schema.ts"
import { bounceWindow } from "../bounce-window.ts"
import { type SessionState, stateOf } from "../change/session-change.ts"
import type { CustomerKey } from "../customer-key.ts"
import { settledSession } from "../settled-session.ts"

export interface Neighbour extends SettledSession {
  state: SessionState
}

/** What is read of a neighbour `s`. */
export const neighbourColumns = sql`s.id, s.created_at, s.outcome, s.save_type, s.subscription_id, s.bounced_by, s.revision, s.sequence`
export type NeighbourRow = Pick<
  SessionRow,
  "id" | "created_at" | "outcome" | "save_type" | "subscription_id" | "bounced_by" | "revision"
> & { sequence: number }

export const toNeighbour = (row: NeighbourRow): Neighbour => ({
  ...settledSession(row),
  state: stateOf(row),
})

/**
 * How far a change reaches: `later` and `earlier`, the times that are linked to `first` and `last` by gaps of at most 24
 * hours, as common table expressions behind `with recursive`. Each hop takes the farthest session within 24 hours, so
 * that a busy customer needs few hops.
 * @param theirs which settled sessions, as a condition on `s`
 */
export const hops = (
  theirs: RawBuilder<unknown>,
  first: RawBuilder<unknown>,
  last: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  later as (
    select ${last} as at
    union all
    select hop.created_at from later cross join lateral (
      select s.created_at from session s
      where ${theirs} and s.created_at > later.at and s.created_at <= later.at + ${bounceWindow}
      order by s.created_at desc limit 1
    ) hop
  ),
  earlier as (
    select ${first} as at
    union all
    select hop.created_at from earlier cross join lateral (
      select s.created_at from session s
      where ${theirs} and s.created_at < earlier.at and s.created_at >= earlier.at - ${bounceWindow}
      order by s.created_at limit 1
    ) hop
  )`

/** The settled sessions of a customer that a change at `at` can reach. */
export async function listNeighbours(db: Db, key: CustomerKey, at: Date): Promise<Neighbour[]> {
  const mine = sql`s.workspace_id = ${key.workspaceId} and s.customer_id = ${key.customerId}
    and s.mode = ${key.mode} and s.verified = ${key.verified} and s.outcome <> 'open'`
  const { rows } = await sql<NeighbourRow>`
    with recursive ${hops(mine, sql`${at}::timestamptz`, sql`${at}::timestamptz`)}
    select ${neighbourColumns}
    from session s
    where ${mine}
      and s.created_at between (select min(at) from earlier) and (select max(at) from later)`.execute(db)
  return rows.map(toNeighbour)
}

/**
 * Whether settled sessions of `wanted`'s customer lie within 24 hours of `at`, other than the one with the id; where
 * none do, there is no bounce to decide. Asked with the first look, as most reports are about customers without any.
 * The order keeps the planner on the index of customers: in a table that nobody has analysed yet it took that of ids,
 * and so every session of the workspace, for each report: 3 ms of PostgreSQL's time after 5,000 sessions, rising.
 */
export const hasSettledNeighbours = (
  workspaceId: string,
  at: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
): RawBuilder<boolean> => sql`exists (
  select from (
    select from session s
    where s.workspace_id = ${workspaceId} and s.customer_id = wanted.customer_id and s.mode = wanted.mode
      and s.verified = wanted.verified
      and s.created_at between ${at} - ${bounceWindow} and ${at} + ${bounceWindow}
      and s.outcome <> 'open' and s.id is distinct from ${id}
    order by s.created_at limit 1
  ) nearest
)`
