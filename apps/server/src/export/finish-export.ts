import { type Actor, recordAudit } from "../account/audit/record-audit.ts"
import type { Secret } from "../account/secret.ts"
import type { Db } from "../db/database.ts"
import { queueMail } from "../mail/queue-mail.ts"
import { auditOf } from "./audit-of.ts"
import { signLink } from "./export-link.ts"
import { exportUrl, failedMail, readyMail } from "./export-mail.ts"
import type { StoredExport } from "./to-export.ts"

const linkLifeMs = 24 * 3600 * 1000
const job: Actor = { kind: "job", name: "make-exports" }

/** What telling of an end takes. */
export interface Teller {
  secret: Secret
  /** Public base URL. */
  url: string
}

/** A file that is whole and published. */
export interface FinishedFile {
  rows: number
  bytes: number
  sha256: string
  snapshotAt: Date
}

/**
 * An export as its worker knows it, while it is still its own: not cancelled, not taken over, its workspace still there.
 * Whatever a worker changes it changes through this.
 */
const stillOurs = (db: Db, { workspace_id, id, attempt }: StoredExport) =>
  db
    .updateTable("export")
    .where("workspace_id", "=", workspace_id)
    .where("id", "=", id)
    .where("attempt", "=", attempt)
    .where("state", "=", "running")
    .where((eb) => eb.exists(eb.selectFrom("workspace").select("id").where("id", "=", workspace_id)))

/** @returns whether it is still wanted */
export async function keepProgress(
  db: Db,
  row: StoredExport,
  { rows, bytes }: { rows: number; bytes: number },
): Promise<boolean> {
  const { numUpdatedRows } = await stillOurs(db, row)
    .set({ rows_done: rows, bytes_done: bytes })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Hands it to the next worker, which begins anew. */
export async function requeueExport(
  db: Db,
  row: StoredExport,
  { isFailure }: { isFailure: boolean },
): Promise<void> {
  await stillOurs(db, row)
    .set((eb) => ({
      state: "queued" as const,
      rows_done: 0,
      bytes_done: 0,
      failures: eb("failures", "+", isFailure ? 1 : 0),
    }))
    .execute()
}

/** Whether the file of this very attempt is the one that is kept. */
export async function isKept(db: Db, { workspace_id, id, attempt }: StoredExport): Promise<boolean> {
  const found = await db
    .selectFrom("export")
    .select("id")
    .where("workspace_id", "=", workspace_id)
    .where("id", "=", id)
    .where("attempt", "=", attempt)
    .where("state", "=", "done")
    .executeTakeFirst()
  return found !== undefined
}

/**
 * Done, written down and told, all or nothing.
 * @param db a transaction
 * @returns whether it was still wanted
 */
export async function finishExport(
  db: Db,
  teller: Teller,
  row: StoredExport,
  file: FinishedFile,
  now: Date,
): Promise<boolean> {
  const expiresAt = new Date(now.getTime() + linkLifeMs)
  const done = await stillOurs(db, row)
    .set({
      state: "done",
      rows_done: file.rows,
      bytes_done: file.bytes,
      sha256: file.sha256,
      snapshot_at: file.snapshotAt,
      expires_at: expiresAt,
      finished_at: now,
    })
    .returningAll()
    .executeTakeFirst()
  if (!done) return false
  const audit = auditOf(done)
  await recordAudit(db, {
    ...audit,
    actor: job,
    action: "export.finished",
    detail: { ...audit.detail, rows: file.rows, bytes: file.bytes, sha256: file.sha256 },
    at: now,
  })
  const key = signLink(teller.secret.forLinks, { workspaceId: row.workspace_id, exportId: row.id, expiresAt })
  const link = exportUrl(teller.url, await appIdOf(db, row), row.id, key)
  const mail = { to: row.requested_by_email, isPersonal: false, expiresAt, workspaceId: row.workspace_id }
  await queueMail(db, teller.secret, { ...mail, kind: "export-ready", content: readyMail(done, link) }, now)
  return true
}

/** @param db a transaction. @param reason a sentence for a person */
export async function failExport(
  db: Db,
  teller: Teller,
  row: StoredExport,
  reason: string,
  now: Date,
): Promise<void> {
  const failed = await stillOurs(db, row)
    .set((eb) => ({
      state: "failed" as const,
      reason,
      finished_at: now,
      failures: eb("failures", "+", 1),
    }))
    .returningAll()
    .executeTakeFirst()
  if (!failed) return
  const audit = auditOf(failed)
  await recordAudit(db, {
    ...audit,
    actor: job,
    action: "export.failed",
    detail: { ...audit.detail, reason },
    at: now,
  })
  const link = exportUrl(teller.url, await appIdOf(db, row), row.id, null)
  await queueMail(
    db,
    teller.secret,
    {
      workspaceId: row.workspace_id,
      kind: "export-failed",
      to: row.requested_by_email,
      content: failedMail(failed, reason, link),
      isPersonal: false,
      expiresAt: new Date(now.getTime() + linkLifeMs),
    },
    now,
  )
}

async function appIdOf(db: Db, { workspace_id }: StoredExport): Promise<string> {
  const found = await db
    .selectFrom("workspace")
    .select("app_id")
    .where("id", "=", workspace_id)
    .executeTakeFirstOrThrow()
  return found.app_id
}
