import { type FlowAction, type OfferType, offerTypeOf } from "@holdfast/protocol"
import type { Db } from "../db/database.ts"
import { lockedTransaction } from "../db/locked-transaction.ts"
import { type SessionWriter, sessionsChanged } from "../session/change/sessions-changed.ts"
import { lockName } from "../session/customer-key.ts"
import type { Topic } from "../session/live/topic.ts"
import { markDecision } from "../session/report/mark-decision.ts"
import type { StoredRequest } from "./stored-request.ts"

/** What a session decided by it; null for its cancellation. The end of a pause decides no session. */
const offerOf: Readonly<Record<Exclude<FlowAction, "resume">, OfferType | null>> = {
  cancel: null,
  ...offerTypeOf,
}

/**
 * Writes down what became of a request after its customer has gone, and with it that the decision of its session stands,
 * or is asked again.
 * @param write in the transaction; gives the request as it is now, null where it stays as it is
 */
export async function settleWithSession(
  { database: { db }, announce }: SessionWriter,
  { workspaceId, sessionId, request }: StoredRequest,
  now: Date,
  write: (trx: Db) => Promise<StoredRequest | null>,
): Promise<StoredRequest | null> {
  const { action } = request.act
  const session =
    sessionId === null || action === "resume"
      ? undefined
      : await db
          .selectFrom("session")
          .select(["id", "customer_id", "client_key", "verified"])
          .where("workspace_id", "=", workspaceId)
          .where("id", "=", sessionId)
          .executeTakeFirst()
  if (!session || action === "resume") return db.transaction().execute(write)
  const { id, customer_id: customerId, client_key, verified } = session
  const whose = { workspaceId, mode: request.mode, customerId, verified }
  let topics: readonly Topic[] = []
  const written = await lockedTransaction(db, lockName(whose, client_key ?? id), async (trx) => {
    const changed = await write(trx)
    if (!changed) return null
    const { kind } = changed.standing
    const stands = kind === "applied" || kind === "scheduled"
    if (!stands && kind !== "asked") return changed
    const decision = { workspaceId, sessionId: id, offerType: offerOf[action], stands }
    const change = await markDecision(trx, decision, now)
    if (change) topics = await sessionsChanged(trx, [change], now)
    return changed
  })
  announce(topics)
  return written
}
