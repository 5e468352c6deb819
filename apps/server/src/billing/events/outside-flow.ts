import { type RawBuilder, sql } from "kysely"
import type { BillingPlace } from "./take-events.ts"

/** A person of the company may carry a cancellation out days after it was asked. */
const decidedDays = 30
/** Where nobody says when it was decided: longer than a year, at whose end a subscription may end. */
const undecidedDays = 400

/**
 * Whether the customer of a row of `billing_subscription` ended or paused it outside the flow: no session of theirs in the
 * time that decided it ended so. One that ended because nobody paid was decided by nobody.
 */
export const isOutsideFlow = ({ workspaceId, mode }: BillingPlace): RawBuilder<boolean> => {
  const session = (endedSo: RawBuilder<unknown>, latest: RawBuilder<unknown>) => sql`exists (
    select from session
    where session.workspace_id = ${workspaceId} and session.mode = ${mode}
      and session.customer_id = billing_subscription.customer_id and ${endedSo}
      and session.created_at <= coalesce(billing_subscription.decided_at, ${latest}) + interval '1 day'
      and session.created_at >= coalesce(billing_subscription.decided_at, ${latest})
        - make_interval(days => case when billing_subscription.decided_at is null then ${undecidedDays}::integer else ${decidedDays}::integer end)
  )`
  return sql<boolean>`case
    when billing_subscription.ended_by in ('unpaid', 'disputed') then false
    when billing_subscription.ends_at is not null then not ${session(
      sql`session.outcome = 'canceled'`,
      sql`billing_subscription.ends_at`,
    )}
    when billing_subscription.status = 'paused' then not ${session(
      sql`session.save_type = 'PAUSE'`,
      sql`billing_subscription.as_of`,
    )}
    else false
  end`
}
