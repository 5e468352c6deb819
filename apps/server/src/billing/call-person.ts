import type { Db } from "../db/database.ts"
import { requestUpdate, type StoredRequest, toStoredRequest, triedSince } from "./stored-request.ts"
import { type Teller, tellOfWaiting } from "./tell-of-waiting.ts"

/**
 * Makes a request that is not settled the work of a person, and tells the owners and admins of it.
 * @param db a transaction
 * @param why why it was not carried out, for them; null where nothing was tried
 * @returns the request as it is now; null where it is settled, being sent, or theirs already
 */
export async function callPerson(
  db: Db,
  teller: Teller,
  stored: StoredRequest,
  why: string | null,
  now: Date,
): Promise<StoredRequest | null> {
  const row = await requestUpdate(db, stored)
    .set({ person_called_at: now, try_again_at: null, ...(why !== null && { last_error: why }) })
    .where("state", "in", ["asked", "unknown"])
    .where("person_called_at", "is", null)
    .returningAll()
    .executeTakeFirst()
  if (!row) return null
  await tellIfLive(db, teller, stored, now)
  return toStoredRequest(row)
}

/** Nobody is called away from their work for a customer of a test. */
export async function tellIfLive(
  db: Db,
  teller: Teller,
  { workspaceId, request }: StoredRequest,
  now: Date,
): Promise<void> {
  if (request.mode === "live") await tellOfWaiting(db, teller, workspaceId, now)
}

/**
 * Makes the cancellations that were not carried out within 72 hours the work of a person. What is unknown is still asked
 * about. They are told by the next `tellOfWaiting`.
 */
export async function callForOldRequests(db: Db, workspaceId: string, now: Date): Promise<void> {
  await db
    .updateTable("action_request")
    .set({ person_called_at: now, try_again_at: null })
    .where("workspace_id", "=", workspaceId)
    .where("state", "in", ["asked", "unknown"])
    .where("action", "=", "cancel")
    .where("person_called_at", "is", null)
    .where("requested_at", "<=", triedSince(now))
    .execute()
}
