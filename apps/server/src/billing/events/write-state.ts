import { type RawBuilder, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { SubscriptionState } from "../billing-system.ts"
import type { BillingPlace, EventSource } from "./take-events.ts"

/** At one moment: what is more final goes before the rest, whichever comes first. */
const finality = [
  "trial",
  "active",
  "unpaid",
  "paused",
  "ended",
] as const satisfies SubscriptionState["status"][]

/** Writes how subscriptions stand, each once. What is known as of a later moment is never overwritten. */
export async function writeStates(
  db: Db,
  { workspaceId, mode }: BillingPlace,
  source: EventSource,
  states: readonly SubscriptionState[],
): Promise<void> {
  const rows = [...newestOf(states).values()]
    .sort((a, b) => (a.subscriptionId < b.subscriptionId ? -1 : 1))
    .map((state) => ({
      workspace_id: workspaceId,
      mode,
      subscription_id: state.subscriptionId,
      customer_id: state.customerId,
      source,
      status: state.status,
      ends_at: state.endsAt,
      resumes_at: state.resumesAt,
      decided_at: state.decidedAt ?? null,
      ended_by: state.endedBy ?? null,
      as_of: state.asOf,
    }))
  if (rows.length === 0) return
  await db
    .insertInto("billing_subscription")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "mode", "subscription_id"])
        .doUpdateSet((eb) => ({
          customer_id: eb.ref("excluded.customer_id"),
          source: eb.ref("excluded.source"),
          status: eb.ref("excluded.status"),
          ends_at: eb.ref("excluded.ends_at"),
          resumes_at: eb.ref("excluded.resumes_at"),
          decided_at: eb.ref("excluded.decided_at"),
          ended_by: eb.ref("excluded.ended_by"),
          as_of: eb.ref("excluded.as_of"),
        }))
        .where(isNotOlder),
    )
    .execute()
}

const rank = (status: RawBuilder<unknown>) =>
  sql`array_position(${sql.raw(`array['${finality.join("','")}']`)}, ${status})`

const isNotOlder = sql<boolean>`(
  billing_subscription.as_of is null or excluded.as_of > billing_subscription.as_of
  or (excluded.as_of = billing_subscription.as_of
    and ${rank(sql`excluded.status`)} >= ${rank(sql`billing_subscription.status`)})
)`

/** One statement writes a row once. */
function newestOf(states: readonly SubscriptionState[]): Map<string, SubscriptionState> {
  const newest = new Map<string, SubscriptionState>()
  for (const state of states) {
    const known = newest.get(state.subscriptionId)
    if (!known || isLater(state, known)) newest.set(state.subscriptionId, state)
  }
  return newest
}

function isLater(state: SubscriptionState, known: SubscriptionState): boolean {
  const ahead = state.asOf.getTime() - known.asOf.getTime()
  return ahead > 0 || (ahead === 0 && finality.indexOf(state.status) >= finality.indexOf(known.status))
}
