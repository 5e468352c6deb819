import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { ClaimedDelivery } from "./claim-deliveries.ts"
import type { Posted } from "./open-post.ts"
import { retryAt } from "./retry-at.ts"

/** How the sending of a delivery went. */
export interface SentDelivery {
  delivery: ClaimedDelivery
  posted: Posted
  /** When it was sent. */
  at: Date
}

/** Writes down how deliveries went, and each try. What another server has taken up meanwhile is left to it. */
export async function settleDeliveries(db: Db, sent: readonly SentDelivery[]): Promise<void> {
  await sql`
    with said as (
      select * from json_to_recordset(${JSON.stringify(sent.map(rowOf))}::json) as said (
        workspace_id uuid, id uuid, claim integer, state text, due_at timestamptz, delivered_at timestamptz,
        at timestamptz, duration_ms integer, status integer, answer text, error text, is_replay boolean
      )
    ), settled as (
      update webhook_delivery
      set state = said.state, due_at = said.due_at, tries = tries + 1, is_replay = false,
        delivered_at = said.delivered_at, last_status = said.status, last_error = said.error
      from said
      where webhook_delivery.workspace_id = said.workspace_id and webhook_delivery.id = said.id
        and webhook_delivery.claim = said.claim and webhook_delivery.state = 'waiting'
      returning webhook_delivery.workspace_id, webhook_delivery.id, tries
    )
    insert into webhook_try (workspace_id, delivery_id, n, at, duration_ms, status, answer, error, is_replay)
    select workspace_id, id, tries, at, duration_ms, status, answer, error, is_replay
    from settled join said using (workspace_id, id)`.execute(db)
}

function rowOf({ delivery, posted, at }: SentDelivery) {
  const { workspace_id, id, claim, is_replay, tries } = delivery
  const { status, answer, error, durationMs } = posted
  const isDelivered = error === null
  // a person who has it sent once more sees how that went; it is not tried again by itself
  const again = isDelivered || is_replay ? null : retryAt(tries + 1, at)
  const delivered_at = isDelivered ? (delivery.delivered_at ?? at) : delivery.delivered_at
  const state = again ? "waiting" : delivered_at ? "delivered" : "failed"
  return {
    ...{ workspace_id, id, claim, state, due_at: again, delivered_at },
    ...{ at, duration_ms: durationMs, status, answer, error, is_replay },
  }
}
