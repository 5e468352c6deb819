import type { SessionWriter } from "../session/change/sessions-changed.ts"
import type { Billing } from "./billing.ts"
import { callForOldRequests } from "./call-person.ts"
import { type Settle, sendRequest } from "./send-request.ts"
import { settleWithSession } from "./settle-with-session.ts"
import { storedRequests, toStoredRequest } from "./stored-request.ts"
import { tellOfWaiting } from "./tell-of-waiting.ts"

const mostAtOnce = 100

/** One that came in just now is still being sent by whoever took it in. */
const graceMs = 60_000

/**
 * Calls a person for the cancellations of a workspace that have failed for too long. Then sends the requests that are to
 * be tried again, and those whose server was gone before it sent them, and reminds of all that wait. The page of the
 * customer is gone by then, so their sessions are told here.
 * @returns how many were sent
 */
export async function sendDueRequests(
  writer: SessionWriter,
  billing: Billing,
  workspaceId: string,
): Promise<number> {
  const { db } = writer.database
  const now = billing.now()
  await callForOldRequests(db, workspaceId, now)
  const due = await storedRequests(db, workspaceId)
    .where("state", "=", "asked")
    .where("person_called_at", "is", null)
    .where((eb) =>
      eb.or([
        eb("try_again_at", "<=", now),
        eb.and([eb("try_again_at", "is", null), eb("requested_at", "<=", new Date(now.getTime() - graceMs))]),
      ]),
    )
    .orderBy("requested_at")
    .limit(mostAtOnce)
    .execute()
  const settle: Settle = (claimed, write) => settleWithSession(writer, claimed, billing.now(), write)
  let sent = 0
  for (const stored of due.map(toStoredRequest)) {
    const outcome = await sendRequest(writer.database, billing, stored, settle)
    if (outcome) sent += 1
    // the others would wait for it as long
    if (outcome?.standing.kind === "unknown") break
  }
  await db.transaction().execute((trx) => tellOfWaiting(trx, billing.teller, workspaceId, billing.now()))
  return sent
}
