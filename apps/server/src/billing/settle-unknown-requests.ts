import type { Database } from "../db/database.ts"
import { askProvider } from "./ask-provider.ts"
import type { Billing } from "./billing.ts"
import { expireLeases, settleRequest, storedRequests, toStoredRequest } from "./stored-request.ts"

const mostAtOnce = 100

/**
 * Asks the provider what became of the unknown requests of a workspace. Nothing is sent again. Where a provider does not
 * answer, the other requests of its mode wait for the next run.
 * @returns how many were settled
 */
export async function settleUnknownRequests(
  { db }: Database,
  billing: Billing,
  workspaceId: string,
): Promise<number> {
  await expireLeases(db, workspaceId, billing.now())
  const due = await storedRequests(db, workspaceId)
    .where("state", "=", "unknown")
    .where("ask_again_at", "<=", billing.now())
    .orderBy("ask_again_at")
    .limit(mostAtOnce)
    .execute()
  const silent = new Set<string>()
  let settled = 0
  for (const stored of due.map(toStoredRequest)) {
    const { request } = stored
    if (silent.has(request.mode)) continue
    const provider = await billing.providerOf(workspaceId, request.mode)
    const outcome = await askProvider(billing, request, (signal) => provider.outcomeOf(request, signal))
    if (!outcome) silent.add(request.mode)
    const answer = outcome ?? { kind: "unknown" }
    const isWritten = await settleRequest(db, stored, answer, billing.now())
    if (isWritten && answer.kind !== "unknown") settled += 1
  }
  return settled
}
