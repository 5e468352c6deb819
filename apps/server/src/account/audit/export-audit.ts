import type { Db } from "../../db/database.ts"
import { auditCsvHead, auditCsvLine } from "./audit-csv.ts"
import type { AuditFilter } from "./audit-filter.ts"
import { listAudit } from "./list-audit.ts"

const pageSize = 1000

/**
 * Everything that a filter leaves, as CSV, newest first: a page in memory at a time, and no connection held while the
 * reader takes their time. Nothing is ever changed in the log and new entries come before the first one read, so the pages
 * fit together without a snapshot.
 */
export async function* exportAudit(db: Db, filter: AuditFilter): AsyncGenerator<string> {
  yield auditCsvHead
  let beforeId: string | null = null
  for (;;) {
    const entries = await listAudit(db, filter, beforeId, pageSize)
    if (entries.length > 0) yield entries.map(auditCsvLine).join("")
    const last = entries.at(-1)
    if (!last || entries.length < pageSize) return
    beforeId = last.id
  }
}
