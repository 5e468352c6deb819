import { type CustomerBilling, customerSubscriptionsShown } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { isOutsideFlow } from "./outside-flow.ts"
import type { BillingPlace } from "./take-events.ts"

/** What the billing says of a customer, whatever their sessions say; null where it says nothing. */
export async function readCustomerBilling(
  db: Db,
  place: BillingPlace,
  customerId: string,
): Promise<CustomerBilling | null> {
  const [subscriptions, sinceSave] = await Promise.all([
    listSubscriptions(db, place, customerId),
    paidSinceSave(db, place, customerId),
  ])
  return subscriptions.length === 0 && !sinceSave ? null : { subscriptions, sinceSave }
}

type Subscriptions = CustomerBilling["subscriptions"]

async function listSubscriptions(db: Db, place: BillingPlace, customerId: string): Promise<Subscriptions> {
  const rows = await db
    .selectFrom("billing_subscription")
    .select(["subscription_id", "source", "status", "ends_at", "resumes_at", "ended_by", "as_of"])
    .select(isOutsideFlow(place).as("is_outside_flow"))
    .where("workspace_id", "=", place.workspaceId)
    .where("mode", "=", place.mode)
    .where("customer_id", "=", customerId)
    .where("status", "is not", null)
    // those that live go before those that ended
    .orderBy(sql`status = 'ended'`)
    .orderBy(sql`ends_at desc nulls first`)
    .orderBy("subscription_id")
    .limit(customerSubscriptionsShown)
    .execute()
  return rows.flatMap(
    ({ status, source, as_of, ...row }): Subscriptions =>
      status && source && as_of
        ? [
            {
              id: row.subscription_id,
              ...{ toldBy: source, status, endedBy: row.ended_by, isOutsideFlow: row.is_outside_flow },
              endsAt: row.ends_at?.toISOString() ?? null,
              resumesAt: row.resumes_at?.toISOString() ?? null,
              asOf: as_of.toISOString(),
            },
          ]
        : [],
  )
}

/** Since the newest session that a taken offer saved. */
async function paidSinceSave(
  db: Db,
  { workspaceId, mode }: BillingPlace,
  customerId: string,
): Promise<CustomerBilling["sinceSave"]> {
  const save = await db
    .selectFrom("session")
    .select(["id", "created_at"])
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", mode)
    .where("customer_id", "=", customerId)
    .where("outcome", "=", "saved")
    .where("bounced_by", "is", null)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst()
  if (!save) return null
  const rows = await db
    .selectFrom("billing_event")
    .select(["kind", "currency"])
    .select(sql<number>`count(*)::integer`.as("count"))
    .select(sql<number>`sum(amount_minor)`.as("amountMinor"))
    .where("workspace_id", "=", workspaceId)
    .where("mode", "=", mode)
    .where("customer_id", "=", customerId)
    .where("kind", "in", ["invoicePaid", "refunded"])
    .where("happened_at", ">", save.created_at)
    .groupBy(["kind", "currency"])
    .orderBy("currency")
    .execute()
  if (rows.length === 0) return null
  const paid = rows.filter(({ kind }) => kind === "invoicePaid")
  const amounts = (of: typeof rows) =>
    of.map(({ amountMinor, currency }) => ({ amountMinor, currency: currency ?? "" }))
  return {
    sessionId: save.id,
    savedAt: save.created_at.toISOString(),
    invoices: paid.reduce((sum, { count }) => sum + count, 0),
    paid: amounts(paid),
    refunded: amounts(rows.filter(({ kind }) => kind === "refunded")),
  }
}
