import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { addDuration } from "../stripe/add-duration.ts"
import type { Claim } from "../subscription-of.ts"

/** A pause that was carried out and has not ended. */
export interface OwnPause {
  /** null where nobody says when it ends. */
  until: Date | null
}

interface Told {
  kind: "pause" | "resume" | "cancel" | "state"
  at: Date
  /** Of a pause: how long it was to be. */
  duration: number | null
  unit: string | null
  /** Of a state that the company or the billing has told. */
  status: string | null
  resumes_at: Date | null
}

/**
 * The pause that Holdfast itself knows of a customer: the latest of what they decided in a session, of what was carried out
 * for them and of what was told by an event. null where that is no pause, or one that is over.
 */
export async function readOwnPause(db: Db, claim: Claim, now: Date): Promise<OwnPause | null> {
  const [latest] = await readTold(db, claim, now)
  if (latest?.kind === "state") return latest.status === "paused" ? ifAfter(latest.resumes_at, now) : null
  if (latest?.kind !== "pause" || latest.duration === null) return null
  const unit = latest.unit?.toLowerCase() === "week" ? "week" : "month"
  return ifAfter(addDuration(latest.at, latest.duration, unit), now)
}

const ifAfter = (until: Date | null, now: Date): OwnPause | null =>
  until === null || until > now ? { until } : null

/** The latest first. A session says the offer's longest pause where an SDK reported it, so its request goes before it. */
async function readTold(db: Db, claim: Claim, now: Date): Promise<Told[]> {
  const { workspaceId, mode, customerId, subscription } = claim
  const meant = subscription.proven ?? subscription.named
  const isMeant = (column: RawBuilder<unknown>) =>
    meant === null ? sql`true` : sql`coalesce(${column}, ${meant}) = ${meant}`
  const { rows } = await sql<Told>`
    (
      select action as kind, coalesce(scheduled_for, requested_at) as at,
        (body ->> 'duration')::float8 as duration, body ->> 'interval' as unit,
        null::text as status, null::timestamptz as resumes_at
      from action_request
      where workspace_id = ${workspaceId} and mode = ${mode} and customer_id = ${customerId}
        and action in ('pause', 'resume', 'cancel') and state in ('applied', 'scheduled')
        and coalesce(scheduled_for, requested_at) <= ${now} and ${isMeant(sql`subscription_id`)}
      order by coalesce(scheduled_for, requested_at) desc limit 1
    )
    union all
    (
      select case outcome when 'canceled' then 'cancel' else 'pause' end, coalesce(settled_at, created_at),
        pause_duration::float8, detail #>> '{acceptedOffer,pauseInterval}', null, null
      from session
      where workspace_id = ${workspaceId} and mode = ${mode} and customer_id = ${customerId} and verified
        and (outcome = 'canceled' or (outcome = 'saved' and save_type = 'PAUSE')) and decision_state is null
        and ${isMeant(sql`subscription_id`)}
        and not exists (
          select from action_request
          where action_request.workspace_id = ${workspaceId} and action_request.session_id = session.id
            and action_request.action in ('pause', 'cancel')
        )
      order by created_at desc limit 1
    )
    union all
    (
      select 'state', as_of, null, null, status, resumes_at
      from billing_subscription
      where workspace_id = ${workspaceId} and mode = ${mode} and customer_id = ${customerId}
        and status is not null and ${isMeant(sql`subscription_id`)}
      order by as_of desc limit 1
    )
    order by at desc
  `.execute(db)
  return rows
}
