import type { MailText, OutboxMail } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { type Actor, recordAudit } from "../account/audit/record-audit.ts"
import type { Secret } from "../account/secret.ts"
import type { Cursor } from "../db/cursor.ts"
import type { Database, Db } from "../db/database.ts"
import { queueJob } from "../db/queue-job.ts"
import type { MailRow } from "../db/schema.ts"
import { notHeld } from "./not-held.ts"
import { unsealMail } from "./unseal-mail.ts"

/** Everything but what it says. */
const columns = [
  "id",
  "recipient",
  "subject",
  "kind",
  "state",
  "is_personal",
  "attempts",
  "last_error",
  "due_at",
  "created_at",
  "sent_at",
  "expires_at",
] as const satisfies (keyof MailRow)[]

/** Newest first, after the last one that the caller has. */
export async function listOutbox(
  db: Db,
  workspaceId: string,
  before: Cursor | null,
  size: number,
): Promise<OutboxMail[]> {
  const rows = await mailOf(db, workspaceId)
    .$if(before !== null, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${before?.createdAt}, ${before?.id}::uuid)`),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(size)
    .execute()
  return rows.map(toOutboxMail)
}

/** A mail of this workspace; null where it has none of that id. */
export async function findMail(db: Db, workspaceId: string, id: string): Promise<OutboxMail | null> {
  const row = await mailOf(db, workspaceId).where("id", "=", id).executeTakeFirst()
  return row ? toOutboxMail(row) : null
}

/** What a mail says, with a line in the audit log that it was read; null where that is forgotten or cannot be unsealed. */
export const readMailFor = (
  { db }: Pick<Database, "db">,
  secret: Secret,
  { workspaceId, actor, at }: { workspaceId: string; actor: Actor; at: Date },
  { id, subject, to: recipient }: OutboxMail,
): Promise<MailText | null> =>
  db.transaction().execute(async (trx) => {
    const text = await readMailText(trx, secret, workspaceId, id)
    const target = { kind: "mail", id, name: subject }
    if (text)
      await recordAudit(trx, { workspaceId, actor, action: "mail.read", target, detail: { recipient }, at })
    return text
  })

async function readMailText(
  db: Db,
  secret: Secret,
  workspaceId: string,
  id: string,
): Promise<MailText | null> {
  const row = await db
    .selectFrom("mail")
    .select(["subject", "sealed"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst()
  const content = row && unsealMail(secret, row.sealed)
  return content ? { id, subject: row.subject, text: content.text, html: content.html } : null
}

/**
 * Has a mail tried again now, whatever became of it before. One that is being sent at this very moment is left to that.
 */
export const retryMail = (
  { db }: Pick<Database, "db">,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await trx
      .updateTable("mail")
      .set({ state: "queued", due_at: now })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("state", "!=", "sent")
      .where("expires_at", ">", now)
      .where(notHeld(now))
      .execute()
    await queueJob(trx, "deliver-mail")
  })

const mailOf = (db: Db, workspaceId: string) =>
  db
    .selectFrom("mail")
    .select([...columns, sql<boolean>`sealed is not null`.as("is_kept")])
    .where("workspace_id", "=", workspaceId)

type ListedRow = Pick<MailRow, Exclude<(typeof columns)[number], "attempts">> & {
  attempts: number
  is_kept: boolean
}

const toOutboxMail = (row: ListedRow): OutboxMail => ({
  id: row.id,
  to: row.recipient,
  subject: row.subject,
  kind: row.kind,
  state: row.state,
  isPersonal: row.is_personal,
  isKept: row.is_kept,
  attempts: row.attempts,
  lastError: row.last_error,
  nextTryAt: row.state === "queued" ? row.due_at.toISOString() : null,
  createdAt: row.created_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
  expiresAt: row.expires_at.toISOString(),
})
