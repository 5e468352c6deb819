import type { MailKind } from "@holdfast/protocol/dashboard"
import type { Db } from "../db/database.ts"
import { notHeld } from "./not-held.ts"

/**
 * Keeps mail that was not sent from going out, since what it says does not hold any more: it is forgotten but for its
 * subject, and the outbox says why. One that is being sent at this very moment is not waited for.
 * @param reason a sentence
 */
export async function withdrawMail(
  db: Db,
  { workspaceId, kind, to }: { workspaceId: string; kind: MailKind; to: string },
  reason: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable("mail")
    .set({ state: "failed", sealed: null, last_error: reason, expires_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", kind)
    .where("recipient", "=", to)
    .where("state", "!=", "sent")
    .where("sealed", "is not", null)
    .where(notHeld(now))
    .execute()
}
