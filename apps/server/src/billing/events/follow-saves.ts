import type { Db } from "../../db/database.ts"
import { type BillingPlace, hearOfSubscriptions } from "./take-events.ts"

const dayMs = 24 * 3600 * 1000
/** Whether a save held is told up to 90 days after it. */
const followedDays = 91
const mostAtOnce = 5000

/**
 * Has the subscriptions of sessions that did not end in a cancellation asked about once: of one that nothing happens to no
 * event comes, and a save that holds is just that. Those of customers whom nobody vouched for are left out.
 * @param isFirst the billing system was connected only now: sessions of the last 90 days are looked at, else of two
 */
export async function followSaves(
  db: Db,
  { workspaceId, mode }: BillingPlace,
  isFirst: boolean,
  now: Date,
): Promise<void> {
  const since = new Date(now.getTime() - (isFirst ? followedDays : 2) * dayMs)
  const rows = await db
    .selectFrom("session")
    .select(["subscription_id", "customer_id"])
    .distinctOn("subscription_id")
    .where("session.workspace_id", "=", workspaceId)
    .where("session.mode", "=", mode)
    .where("session.created_at", ">=", since)
    .where("session.outcome", "in", ["saved", "abandoned"])
    .where("session.bounced_by", "is", null)
    .where("session.verified", "=", true)
    .where("session.subscription_id", "is not", null)
    .where("session.customer_id", "is not", null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("billing_subscription as known")
            .select("known.subscription_id")
            .where("known.workspace_id", "=", workspaceId)
            .where("known.mode", "=", mode)
            .whereRef("known.subscription_id", "=", "session.subscription_id"),
        ),
      ),
    )
    .limit(mostAtOnce)
    .execute()
  const customers = rows.flatMap(({ subscription_id: id, customer_id }) =>
    id !== null && customer_id !== null ? [[id, customer_id] as const] : [],
  )
  await hearOfSubscriptions(db, { workspaceId, mode }, new Map(customers))
}
