import type { SessionWriter } from "../session/change/sessions-changed.ts"
import { tellOfRequest } from "../webhook/request-news.ts"
import { askProvider } from "./ask-provider.ts"
import type { Billing } from "./billing.ts"
import { tellIfLive } from "./call-person.ts"
import { settleWithSession } from "./settle-with-session.ts"
import { expireLeases, settleRequest, storedRequests, toStoredRequest } from "./stored-request.ts"

const mostAtOnce = 100

/**
 * Asks the provider what became of the unknown requests of a workspace. Nothing is sent again. Where a provider does not
 * answer, the other requests of its mode wait for the next run.
 * @returns how many were settled
 */
export async function settleUnknownRequests(
  writer: SessionWriter,
  billing: Billing,
  workspaceId: string,
): Promise<number> {
  const { db } = writer.database
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
    const answer = await askProvider(billing, request, (signal) => provider.outcomeOf(request, signal))
    if (!answer) silent.add(request.mode)
    const written = await settleWithSession(writer, stored, billing.now(), async (trx) => {
      const now = billing.now()
      const changed = await settleRequest(trx, stored, answer ?? { kind: "unknown" }, now)
      if (changed?.isForPerson && !stored.isForPerson) await tellIfLive(trx, billing.teller, changed, now)
      if (changed) await tellOfRequest(trx, changed, now)
      return changed
    })
    if (written && written.standing.kind !== "unknown") settled += 1
  }
  return settled
}
