import type { FlowAction, Mode } from "@holdfast/protocol"
import type { Kysely } from "kysely"
import { newId } from "../db/new-id.ts"
import type { Tables } from "../db/schema.ts"

/** What a customer asks of the merchant's billing through the flow. */
export interface BillingAction {
  workspaceId: string
  mode: Mode
  customerId: string
  subscriptionId: string | null
  action: FlowAction
  /** The wire's body of the action: `{coupon}`, `{duration, interval}`, `{cancelAtPeriodEnd}`, … */
  body: Record<string, unknown>
  /** The session it belongs to, where one is known. */
  sessionId: string | null
  /** Requests with the same key are one; null where the client gives none. */
  clientKey: string | null
}

/** Carries an action out with the company that bills. Rejects when the billing side refuses. */
export interface BillingProvider {
  carryOut(action: BillingAction): Promise<void>
}

/**
 * The merchant bills: the page's own callbacks (`handleCancel`, `handlePause`, …) have done or will do it, so
 * nothing is left to do here. What was asked is on record either way.
 */
export const merchantsOwnCallbacks: BillingProvider = { carryOut: async () => {} }

/**
 * Records what was asked, then hands it to the billing provider. A request that comes again is carried out once, of
 * several at the same moment too: each waits for the one before. One that the provider refused stays on record and is
 * tried again.
 */
export async function requestAction(
  db: Kysely<Tables>,
  billing: BillingProvider,
  action: BillingAction,
  now: Date,
): Promise<void> {
  const { id } = await db
    .insertInto("action_request")
    .values({
      workspace_id: action.workspaceId,
      id: newId(now),
      session_id: action.sessionId,
      client_key: action.clientKey,
      mode: action.mode,
      customer_id: action.customerId,
      action: action.action,
      body: JSON.stringify(action.body),
      requested_at: now,
      carried_out_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "client_key"])
        .where("client_key", "is not", null)
        // nothing changes, but the row comes back
        .doUpdateSet((eb) => ({ client_key: eb.ref("excluded.client_key") })),
    )
    .returning("id")
    .executeTakeFirstOrThrow()
  await db.transaction().execute(async (trx) => {
    const { carried_out_at } = await trx
      .selectFrom("action_request")
      .select("carried_out_at")
      .where("workspace_id", "=", action.workspaceId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (carried_out_at) return
    await billing.carryOut(action)
    await trx
      .updateTable("action_request")
      .set({ carried_out_at: now })
      .where("workspace_id", "=", action.workspaceId)
      .where("id", "=", id)
      .execute()
  })
}
