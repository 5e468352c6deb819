import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { isOutsideFlow } from "./outside-flow.ts"
import type { BillingPlace } from "./take-events.ts"

/**
 * How many subscriptions ended from one moment up to another, and how many are paused that were since the first, without a
 * session that decided it. Such an end is no session; a save that it came after did not hold.
 */
export async function leftOutsideFlow(
  db: Db,
  place: BillingPlace,
  from: Date,
  to: Date,
): Promise<{ ended: number; paused: number }> {
  const { rows } = await sql<{ ended: number; paused: number }>`
    select
      count(*) filter (where status = 'ended' and ends_at >= ${from} and ends_at < ${to})::integer as ended,
      count(*) filter (where status = 'paused' and coalesce(decided_at, as_of) >= ${from}
        and coalesce(decided_at, as_of) < ${to})::integer as paused
    from billing_subscription
    where workspace_id = ${place.workspaceId} and mode = ${place.mode} and status in ('ended', 'paused')
      and ${isOutsideFlow(place)}`.execute(db)
  return rows[0] ?? { ended: 0, paused: 0 }
}
