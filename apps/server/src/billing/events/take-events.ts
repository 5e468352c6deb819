import type { Mode } from "@holdfast/protocol"
import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { BillingEvent } from "../billing-system.ts"

/** Who tells of events: the connected billing system, or a program of the company. */
export type EventSource = "stripe" | "api"

/** Of whom they are. */
export interface BillingPlace {
  workspaceId: string
  mode: Mode
}

/**
 * Keeps events, each once however often it comes, and notes which subscriptions are to be asked about for them. Within the
 * caller's transaction, and soon done: nobody is asked here.
 * @returns how many were new
 */
export async function takeEvents(
  trx: Db,
  { workspaceId, mode }: BillingPlace,
  source: EventSource,
  events: readonly BillingEvent[],
  receivedAt: Date,
): Promise<number> {
  // in one order, so that two who bring the same ones do not wait for each other
  const once = [...new Map(events.map((event) => [event.id, event])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
  if (once.length === 0) return 0
  const added = await trx
    .insertInto("billing_event")
    .values(
      once.map((event) => ({
        workspace_id: workspaceId,
        mode,
        source,
        id: event.id,
        kind: event.kind,
        customer_id: event.customerId,
        subscription_id: event.subscriptionId,
        amount_minor: "amountMinor" in event ? event.amountMinor : null,
        discount_minor: "discountMinor" in event ? (event.discountMinor ?? null) : null,
        currency: "currency" in event ? event.currency.toLowerCase() : null,
        happened_at: event.at,
        received_at: receivedAt,
      })),
    )
    .onConflict((conflict) => conflict.columns(["workspace_id", "mode", "source", "id"]).doNothing())
    .returning("id")
    .execute()
  const isNew = new Set(added.map(({ id }) => id))
  if (source === "stripe")
    await hear(
      trx,
      { workspaceId, mode },
      once.filter(({ id }) => isNew.has(id)),
    )
  return isNew.size
}

async function hear(trx: Db, place: BillingPlace, events: readonly BillingEvent[]): Promise<void> {
  const customers = new Map<string, string>()
  for (const { kind, subscriptionId, customerId } of events)
    if (kind === "subscriptionChanged" && subscriptionId !== null) customers.set(subscriptionId, customerId)
  await hearOfSubscriptions(trx, place, customers)
}

/**
 * Notes that these subscriptions are to be asked about, by the clock of the database, which all servers share.
 * @param customers by subscription, whose it is
 */
export async function hearOfSubscriptions(
  trx: Db,
  { workspaceId, mode }: BillingPlace,
  customers: ReadonlyMap<string, string>,
): Promise<void> {
  if (customers.size === 0) return
  const heardAt = sql<Date>`clock_timestamp()`
  const rows = [...customers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([subscription_id, customer_id]) => ({
      workspace_id: workspaceId,
      mode,
      subscription_id,
      customer_id,
      heard_at: heardAt,
    }))
  await trx
    .insertInto("billing_subscription")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "mode", "subscription_id"])
        .doUpdateSet({ heard_at: heardAt, ask_again_at: null }),
    )
    .execute()
}
