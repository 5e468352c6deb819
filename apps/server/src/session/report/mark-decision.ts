import type { OfferType } from "@holdfast/protocol"
import type { Db } from "../../db/database.ts"
import { type SessionChange, stateOf } from "../change/session-change.ts"

/** A decision of a session that somebody says something about. */
export interface MarkedDecision {
  workspaceId: string
  sessionId: string
  /** The offer that was accepted; null for a cancellation. */
  offerType: OfferType | null
  /** Whether it stands, or is asked again. */
  stands: boolean
}

/**
 * Says of a session's decision that it stands, or that it is asked. A session that was decided otherwise meanwhile stays as
 * it is. The caller holds the customer's lock and passes the change on to `sessionsChanged`.
 * @returns the change; null where nothing changed
 */
export async function markDecision(
  trx: Db,
  { workspaceId, sessionId, offerType, stands }: MarkedDecision,
  now: Date,
): Promise<SessionChange | null> {
  const row = await trx
    .selectFrom("session")
    .select(["id", "mode", "created_at", "outcome", "save_type", "bounced_by", "revision", "sequence"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", sessionId)
    .where("decision_state", stands ? "=" : "is", stands ? "asked" : null)
    .where("outcome", "=", offerType === null ? "canceled" : "saved")
    .$if(offerType !== null, (query) => query.where("offer_type", "=", offerType))
    .executeTakeFirst()
  if (!row) return null
  const sequence = row.sequence + 1
  await trx
    .updateTable("session")
    .set({ decision_state: stands ? null : "asked", sequence, updated_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", sessionId)
    .execute()
  const before = stateOf(row)
  return {
    ...{ workspaceId, id: row.id, mode: row.mode, createdAt: row.created_at },
    before,
    after: { ...before, sequence },
  }
}
