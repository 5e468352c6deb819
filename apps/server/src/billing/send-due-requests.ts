import type { Database } from "../db/database.ts"
import type { Billing } from "./billing.ts"
import { callForOldRequests } from "./call-person.ts"
import { sendRequest } from "./send-request.ts"
import { storedRequests, toStoredRequest } from "./stored-request.ts"
import { tellOfWaiting } from "./tell-of-waiting.ts"

const mostAtOnce = 100

/** One that came in just now is still being sent by whoever took it in. */
const graceMs = 60_000

/**
 * Calls a person for the cancellations of a workspace that have failed for too long. Then sends the requests that are to
 * be tried again, and those whose server was gone before it sent them, and reminds of all that wait.
 * @returns how many were sent
 */
export async function sendDueRequests(
  database: Database,
  billing: Billing,
  workspaceId: string,
): Promise<number> {
  const { db } = database
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
  let sent = 0
  for (const stored of due.map(toStoredRequest)) {
    const outcome = await sendRequest(database, billing, stored)
    if (outcome) sent += 1
    // the others would wait for it as long
    if (outcome?.standing.kind === "unknown") break
  }
  await db.transaction().execute((trx) => tellOfWaiting(trx, billing.teller, workspaceId, billing.now()))
  return sent
}
