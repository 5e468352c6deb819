import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { matches, type SessionFilter } from "../../session/read/session-filter.ts"
import { type Followed, type HeldRate, heldRate } from "./held-rate.ts"

const heldDays = [30, 60, 90] as const

export interface HeldSaves {
  /** Of how many anything is known afterwards. */
  followed: number
  /** By the number of days. */
  held: Record<(typeof heldDays)[number], HeldRate>
}

/**
 * Which saves held, of the valid sessions of a filter that did not end in a cancellation. An end is known from the billing
 * or from a later cancelled session. A save is followed up to where the billing's last word of it reaches: a connected
 * system's up to where its events were read without a gap.
 */
export async function heldSaves(db: Db, filter: SessionFilter): Promise<HeldSaves> {
  const { workspaceId, mode } = filter
  const reading = await db
    .selectFrom("billing_reading")
    .select("complete_until")
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", mode)
    .executeTakeFirst()
  const { rows } = await sql<Followed>`
    with life as (
      select session.created_at, least(billed.ended_at, later.canceled_at) as ended_at, billed.known_until
      from session
      left join lateral (
        select case when bool_and(known.status = 'ended') then max(known.ends_at) end as ended_at,
          max(case known.source when 'stripe' then greatest(known.as_of, ${reading?.complete_until ?? null}::timestamptz)
            else known.as_of end) as known_until
        from billing_subscription known
        where known.workspace_id = ${workspaceId} and known.mode = ${mode} and known.status is not null
          and (known.subscription_id in (session.subscription_id, session.customer_id)
            or (session.subscription_id is null and known.customer_id = session.customer_id))
      ) billed on true
      left join lateral (
        select min(after.created_at) as canceled_at
        from session after
        where after.workspace_id = ${workspaceId} and after.mode = ${mode}
          and after.customer_id = session.customer_id and after.created_at > session.created_at
          and after.outcome = 'canceled' and after.bounced_by is null
      ) later on true
      where ${matches(filter)} and session.outcome in ('saved', 'abandoned') and session.bounced_by is null
    )
    select floor(extract(epoch from greatest(coalesce(ended_at, known_until), created_at) - created_at) / 86400)::integer
        as days,
      ended_at is not null as ended, count(*)::integer as count
    from life
    where ended_at is not null or known_until is not null
    group by 1, 2`.execute(db)
  return {
    followed: rows.reduce((total, { count }) => total + count, 0),
    held: { 30: heldRate(rows, 30), 60: heldRate(rows, 60), 90: heldRate(rows, 90) },
  }
}
