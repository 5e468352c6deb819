import type { BillingAct } from "@holdfast/protocol/schema"
import type { Selectable } from "kysely"
import type { Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import type { ActionRequestRow } from "../db/schema.ts"
import type { BillingRequest, RequestOutcome } from "./provider.ts"

/** What a customer asks for, as it comes in. */
export interface AskedAction extends Omit<BillingRequest, "id" | "requestedAt"> {
  workspaceId: string
  /** The session it belongs to, where one is known. */
  sessionId: string | null
  /** Requests with the same key are one; null where the client gives none. */
  clientKey: string | null
}

/** Where a request stands. `asked`: it is on record, and no provider was told to carry it out. */
export type Standing = { kind: "asked" } | { kind: "sending"; until: Date } | RequestOutcome

/** A request on record. */
export interface StoredRequest {
  workspaceId: string
  request: BillingRequest
  standing: Standing
  /** How often a server took it to send it. */
  attempt: number
}

/** The requests of a workspace on record. */
export const storedRequests = (db: Db, workspaceId: string) =>
  db.selectFrom("action_request").selectAll().where("workspace_id", "=", workspaceId)

export const toStoredRequest = (row: Selectable<ActionRequestRow>): StoredRequest => ({
  workspaceId: row.workspace_id,
  request: {
    id: row.id,
    mode: row.mode,
    customerId: row.customer_id,
    subscriptionId: row.subscription_id,
    // the two were written together, from one act
    act: { action: row.action, body: row.body } as BillingAct,
    requestedAt: row.requested_at,
  },
  standing: standingOf(row),
  attempt: row.attempt,
})

function standingOf(row: Selectable<ActionRequestRow>): Standing {
  const { state, sending_until, scheduled_for, reason } = row
  if (state === "asked" || state === "applied" || state === "unknown") return { kind: state }
  if (state === "sending" && sending_until) return { kind: state, until: sending_until }
  if (state === "scheduled" && scheduled_for) return { kind: state, at: scheduled_for }
  if (state === "refused" && reason !== null) return { kind: state, reason }
  throw new Error(`A request on record is ${state} and lacks what belongs to it`)
}

/** Puts a request on record as asked. Where its client key is on record, returns the request that has it. */
export async function recordRequest(db: Db, asked: AskedAction, now: Date): Promise<StoredRequest> {
  const { workspaceId, clientKey } = asked
  const added = await db
    .insertInto("action_request")
    .values({
      workspace_id: workspaceId,
      id: newId(now),
      session_id: asked.sessionId,
      client_key: clientKey,
      mode: asked.mode,
      customer_id: asked.customerId,
      subscription_id: asked.subscriptionId,
      action: asked.act.action,
      body: JSON.stringify(asked.act.body),
      requested_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(["workspace_id", "client_key"]).where("client_key", "is not", null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  const row =
    added ??
    (await storedRequests(db, workspaceId).where("client_key", "=", clientKey).executeTakeFirstOrThrow())
  return toStoredRequest(row)
}

/**
 * Takes a request that nobody has sent yet.
 * @param until the end of the lease
 * @returns the request as it is taken; null where another caller took it first
 */
export async function claimRequest(
  db: Db,
  { workspaceId, request }: StoredRequest,
  until: Date,
): Promise<StoredRequest | null> {
  const row = await db
    .updateTable("action_request")
    .set((eb) => ({ state: "sending", sending_until: until, attempt: eb("attempt", "+", 1) }))
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", request.id)
    .where("state", "=", "asked")
    .returningAll()
    .executeTakeFirst()
  return row ? toStoredRequest(row) : null
}

const minute = 60_000
const hour = 60 * minute

/**
 * Writes down what became of a request. An unknown one is asked about again a minute after it was requested,
 * then after two, four, and so on, at least once an hour.
 * @returns false where it is settled already, or was taken once more
 */
export async function settleRequest(
  db: Db,
  { workspaceId, request, attempt }: StoredRequest,
  outcome: RequestOutcome,
  now: Date,
): Promise<boolean> {
  const age = now.getTime() - request.requestedAt.getTime()
  const pause = Math.min(Math.max(age, minute), hour)
  const isUnknown = outcome.kind === "unknown"
  const { numUpdatedRows } = await db
    .updateTable("action_request")
    .set({
      state: outcome.kind,
      sending_until: null,
      ask_again_at: isUnknown ? new Date(now.getTime() + pause) : null,
      settled_at: isUnknown ? null : now,
      scheduled_for: outcome.kind === "scheduled" ? outcome.at : null,
      reason: outcome.kind === "refused" ? outcome.reason : null,
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", request.id)
    .where("attempt", "=", attempt)
    // a late answer is an answer, also when the lease ran out meanwhile
    .where("state", "in", ["sending", "unknown"])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** A server that does not settle its request within its lease is gone. Nobody knows what became of the request. */
export async function expireLeases(db: Db, workspaceId: string, now: Date): Promise<void> {
  await db
    .updateTable("action_request")
    .set({ state: "unknown", sending_until: null, ask_again_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("state", "=", "sending")
    .where("sending_until", "<=", now)
    .execute()
}
