import type { AuditEntry } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import type { AuditEntryRow } from "../../db/schema.ts"
import { type AuditFilter, matchingAudit } from "./audit-filter.ts"

/** Newest first, after the entry `beforeId`. */
export async function listAudit(
  db: Db,
  filter: AuditFilter,
  beforeId: string | null,
  size: number,
): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom("audit_entry")
    .selectAll()
    .where(matchingAudit(filter))
    .$if(beforeId !== null, (query) => query.where("id", "<", beforeId))
    .orderBy("id", "desc")
    .limit(size)
    .execute()
  return rows.map(toAuditEntry)
}

type SelectedRow = Omit<AuditEntryRow, "detail"> & { detail: Record<string, unknown> }

const toAuditEntry = (row: SelectedRow): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  address: row.address,
  action: row.action,
  target:
    row.target_kind !== null && row.target_id !== null
      ? { kind: row.target_kind, id: row.target_id, name: row.target_name ?? row.target_id }
      : null,
  detail: row.detail,
})
