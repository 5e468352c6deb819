import type { NewAuditEntry } from "../account/audit/record-audit.ts"
import type { StoredExport } from "./to-export.ts"

/** What every entry on an export says of it; which customers were looked for by email or search it does not. */
export const auditOf = (
  row: StoredExport,
): Pick<NewAuditEntry, "workspaceId" | "target"> & {
  detail: Record<string, unknown>
} => ({
  workspaceId: row.workspace_id,
  target: { kind: "export", id: row.id, name: row.file_name },
  detail: { filter: row.audit_words, profile: row.choice.profile, rows: Number(row.rows_expected) },
})
