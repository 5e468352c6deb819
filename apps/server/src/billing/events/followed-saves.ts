import { sql } from "kysely"
import { boundsOf } from "../../session/count/facet-blocks/coverage.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { type Chosen, decidedSessions } from "./decided-sessions.ts"
import type { Followable } from "./read-followable.ts"

/** What it takes to follow saves. */
export interface Following {
  /** How the sessions of the filter are found. */
  chosen: Chosen
  followable: Followable
  /** Up to when saves are followed where no billing tells. */
  now: Date
  /** Whether the months are asked for: they take a tenth of it all. */
  hasMonths: boolean
}

/**
 * Begins a statement: each save of a filter as a row of `save` (`id`, `customer_id`, `created_at`, `outcome`) and of `followed`
 * (`id`, `created_at`, `start_month`, `ended_at`, `known_until`), its month as a timestamp. An end is known from the billing or from a later cancelled session. A save is followed up to where the
 * billing's last word of it reaches: a connected system's up to where its events were read without a gap.
 *
 * Every step takes all saves at once: looked up one by one, 600,000 saves would take as many walks through two indexes.
 */
export const withFollowedSaves = (
  filter: SessionFilter,
  { chosen, followable: { completeUntil, isTold }, now, hasMonths }: Following,
) => {
  const { workspaceId, mode } = filter
  const { from } = boundsOf(filter)
  return sql`
    with ${chosen.ctes} save as materialized (
      select session.id, session.customer_id, session.subscription_id, session.created_at, session.outcome,
        ${hasMonths ? sql`date_trunc('month', session.subscription_start at time zone 'UTC')` : sql`null::timestamp`} as start_month
      from ${decidedSessions(filter, ["saved", "abandoned"], sql`true`, chosen)} session
    ), told as (
      select known.subscription_id, known.customer_id, known.status, known.ends_at,
        case known.source when 'stripe' then greatest(known.as_of, ${completeUntil}::timestamptz)
          else known.as_of end as known_until
      from billing_subscription known
      where known.workspace_id = ${workspaceId} and known.mode = ${mode} and known.status is not null
    ), billed as (
      select id, case when bool_and(status = 'ended') then max(ends_at) end as ended_at, max(known_until) as known_until
      from (
        select save.id, told.status, told.ends_at, told.known_until
        from save join told on told.subscription_id = save.subscription_id
        union all
        select save.id, told.status, told.ends_at, told.known_until
        from save join told on told.subscription_id = save.customer_id
        union all
        select save.id, told.status, told.ends_at, told.known_until
        from save join told on told.customer_id = save.customer_id
        where save.subscription_id is null
      ) each_word
      group by id
    ), leaving as materialized (
      select after.customer_id, after.created_at
      from ${decidedSessions(
        filter,
        ["canceled"],
        from ? sql`session.created_at > ${from}` : sql`true`,
      )} after
      where exists (
        select from save where save.customer_id = after.customer_id and save.created_at < after.created_at
      )
    ), left_after as (
      select id, min(canceled_at) as canceled_at from (
        select id,
          -- from the latest on; a save stands before a cancellation of the same instant, which is no later one
          min(canceled_at) over (
            partition by customer_id collate "C" order by created_at desc, is_save desc
            rows between unbounded preceding and current row
          ) as canceled_at
        from (
          select id, customer_id, created_at, true as is_save, null::timestamptz as canceled_at from save
          where customer_id in (select customer_id from leaving)
          union all
          select null, customer_id, created_at, false, created_at from leaving
        ) moment
      ) life
      where id is not null and canceled_at is not null
      -- one row each as it is, which the planner knows of a group alone: it would sort all saves for the join
      group by id
    ), followed as (
      select save.id, save.created_at, save.start_month, least(billed.ended_at, left_after.canceled_at) as ended_at,
        ${isTold ? sql`billed.known_until` : sql`${now}::timestamptz`} as known_until
      from save
      left join billed on billed.id = save.id
      left join left_after on left_after.id = save.id
    )`
}
