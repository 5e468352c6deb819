import { type Selectable, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { WebhookDeliveryRow, WebhookEndpointRow } from "../../db/schema.ts"

/** An endpoint, as sending to it takes it. */
export type DueEndpoint = Pick<
  Selectable<WebhookEndpointRow>,
  "workspace_id" | "id" | "url" | "secret" | "old_secret" | "old_secret_until" | "failing_since"
>

/** The endpoints of all workspaces that have deliveries to be sent now. */
export const dueEndpoints = (db: Db, now: Date): Promise<DueEndpoint[]> =>
  db
    .selectFrom("webhook_endpoint")
    .select(["workspace_id", "id", "url", "secret", "old_secret", "old_secret_until", "failing_since"])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("webhook_delivery")
          .select("webhook_delivery.id")
          .whereRef("webhook_delivery.workspace_id", "=", "webhook_endpoint.workspace_id")
          .whereRef("webhook_delivery.endpoint_id", "=", "webhook_endpoint.id")
          .where("webhook_delivery.state", "=", "waiting")
          .where("webhook_delivery.due_at", "<=", now),
      ),
    )
    .execute()

/** A delivery that this server sends now. */
export type ClaimedDelivery = Pick<
  Selectable<WebhookDeliveryRow>,
  "workspace_id" | "id" | "endpoint_id" | "payload" | "claim" | "tries" | "is_replay" | "delivered_at"
>

/**
 * Takes deliveries that are due, the longest due first. Each is due again when the lease is over, so that another server
 * sends what this one does not.
 */
export async function claimDeliveries(
  db: Db,
  { workspace_id, id }: Pick<DueEndpoint, "workspace_id" | "id">,
  size: number,
  now: Date,
  leaseEnds: Date,
): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    with due as (
      select id from webhook_delivery
      where workspace_id = ${workspace_id} and endpoint_id = ${id} and state = 'waiting' and due_at <= ${now}
      order by due_at, id
      limit ${size}
      for update skip locked
    )
    update webhook_delivery set due_at = ${leaseEnds}, claim = claim + 1
    from due
    where webhook_delivery.workspace_id = ${workspace_id} and webhook_delivery.id = due.id
    returning webhook_delivery.workspace_id, webhook_delivery.id, endpoint_id, payload, claim, tries, is_replay, delivered_at
  `.execute(db)
  return rows
}
