import type { ExportChoice } from "@holdfast/protocol/dashboard"
import { type Kysely, sql } from "kysely"
import { type Actor, recordAudit } from "../account/audit/record-audit.ts"
import { newId } from "../db/new-id.ts"
import { queueJob } from "../db/queue-job.ts"
import type { Tables } from "../db/schema.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"
import { auditOf } from "./audit-of.ts"
import type { FilterWords } from "./filter-words.ts"
import { keepFilter } from "./kept-filter.ts"
import type { StoredExport } from "./to-export.ts"

export interface ExportRequest {
  filter: SessionFilter
  choice: ExportChoice
  /** `filter` in words, for a person and for the audit log, and as the address of the page that shows it. */
  words: FilterWords
  search: string | null
  person: { id: string; email: string }
  rowsExpected: number
  fileName: string
}

/**
 * Queues an export. That a workspace has one at a time is held by the index `export_in_progress`: of two requests at
 * once, one waits for the other and is refused.
 */
export async function requestExport(
  db: Kysely<Tables>,
  request: ExportRequest,
  actor: Actor,
  now: Date,
): Promise<StoredExport | "export_in_progress"> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto("export")
      .values({
        workspace_id: request.filter.workspaceId,
        id: newId(now),
        state: "queued",
        choice: JSON.stringify(request.choice),
        filter: keepFilter(request.filter),
        filter_words: request.words.full,
        audit_words: request.words.audit,
        search: request.search,
        requested_by: request.person.id,
        requested_by_email: request.person.email,
        requested_at: now,
        rows_expected: request.rowsExpected,
        file_name: request.fileName,
      })
      .onConflict((conflict) =>
        conflict
          .column("workspace_id")
          .where("state", "in", [sql.lit("queued" as const), sql.lit("running" as const)])
          .doNothing(),
      )
      .returningAll()
      .executeTakeFirst()
    if (!row) return "export_in_progress"
    await recordAudit(trx, { ...auditOf(row), actor, action: "export.requested", at: now })
    await queueJob(trx, "make-exports")
    return row
  })
}
