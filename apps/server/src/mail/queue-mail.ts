import type { MailKind } from "@holdfast/protocol/dashboard"
import type { Secret } from "../account/secret.ts"
import type { Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import { queueJob } from "../db/queue-job.ts"
import type { MailContent } from "./mail-content.ts"

export interface NewMail {
  /** Whose outbox shows it; null for what is no workspace's affair. */
  workspaceId: string | null
  kind: MailKind
  to: string
  content: MailContent
  /** Its link lets the recipient in as themselves: no colleague may read it. */
  isPersonal: boolean
  /** What it says is of no use afterwards: it is then not sent any more, and forgotten but for its subject. */
  expiresAt: Date
}

/**
 * Puts a mail on its way in the caller's transaction: it is sent if that commits, and not otherwise. The job
 * `deliver-mail` sends it.
 */
export async function queueMail(db: Db, secret: Secret, mail: NewMail, now: Date): Promise<void> {
  const { subject, ...said } = mail.content
  await db
    .insertInto("mail")
    .values({
      id: newId(now),
      workspace_id: mail.workspaceId,
      kind: mail.kind,
      recipient: mail.to,
      subject,
      sealed: secret.seal(JSON.stringify(said)),
      is_personal: mail.isPersonal,
      state: "queued",
      due_at: now,
      created_at: now,
      expires_at: mail.expiresAt,
    })
    .execute()
  await queueJob(db, "deliver-mail")
}
