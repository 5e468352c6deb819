import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

/** Longer than any billing system delivers an event again, and than its list reaches back. */
export const eventDays = 90
/** A year of who left outside the flow, and a month. */
export const endedDays = 400
const mostAtOnce = 5000

/**
 * Removes events after 90 days, but payments and refunds of customers who have a session stay as long as that does; and
 * subscriptions that ended 400 days ago, but those of customers who have a session.
 * @returns how many rows were removed
 */
export async function pruneEvents(db: Db, workspaceId: string, now: Date): Promise<number> {
  const events = await sql`
    delete from billing_event
    where workspace_id = ${workspaceId} and (mode, source, id) in (
      select event.mode, event.source, event.id from billing_event event
      where event.workspace_id = ${workspaceId} and event.happened_at < ${daysBefore(now, eventDays)}
        and (event.kind in ('subscriptionChanged', 'paymentFailed') or not ${hasSession(workspaceId, "event")})
      limit ${mostAtOnce}
    )`.execute(db)
  const ended = await sql`
    delete from billing_subscription
    where workspace_id = ${workspaceId} and (mode, subscription_id) in (
      select ended.mode, ended.subscription_id from billing_subscription ended
      where ended.workspace_id = ${workspaceId} and ended.status = 'ended'
        and ended.ends_at < ${daysBefore(now, endedDays)} and not ${hasSession(workspaceId, "ended")}
      limit ${mostAtOnce}
    )`.execute(db)
  return Number(events.numAffectedRows ?? 0) + Number(ended.numAffectedRows ?? 0)
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 24 * 3600 * 1000)

const hasSession = (workspaceId: string, of: "event" | "ended") => sql`exists (
  select from session
  where session.workspace_id = ${workspaceId} and session.customer_id = ${sql.ref(`${of}.customer_id`)}
    and session.mode = ${sql.ref(`${of}.mode`)}
)`
