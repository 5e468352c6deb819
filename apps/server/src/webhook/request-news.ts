import type { BillingRequest } from "../billing/provider.ts"
import type { StoredRequest } from "../billing/stored-request.ts"
import type { Db } from "../db/database.ts"
import { queueWebhook } from "./queue-webhook.ts"

/** A request, as a server of the company reads it. */
export const requestFacts = ({ id, customerId, subscriptionId, act, requestedAt }: BillingRequest) => ({
  id,
  action: act.action,
  terms: act.body,
  customerId,
  subscriptionId,
  requestedAt: requestedAt.toISOString(),
})

/** Tells endpoints what became of a request, in the transaction in which it is settled; of one that is not it says nothing. */
export async function tellOfRequest(trx: Db, stored: StoredRequest, now: Date): Promise<void> {
  const { workspaceId, sessionId, request, standing } = stored
  if (standing.kind !== "applied" && standing.kind !== "scheduled" && standing.kind !== "refused") return
  const became = {
    result: standing.kind,
    ...(standing.kind === "scheduled" && { at: standing.at.toISOString() }),
    ...(standing.kind === "refused" && { message: standing.reason }),
    settledAt: now.toISOString(),
  }
  const data = { request: { ...requestFacts(request), sessionId, ...became } }
  await queueWebhook(trx, { workspaceId, event: "request.settled", mode: request.mode, sessionId, data }, now)
}
