import type { Kysely } from "kysely"
import { type Actor, recordAudit } from "../account/audit/record-audit.ts"
import type { Tables } from "../db/schema.ts"
import { auditOf } from "./audit-of.ts"
import type { StoredExport } from "./to-export.ts"

/**
 * Frees the workspace's slot at once; the worker sees it within a second and stops.
 * @returns undefined where it is over already, or there is none
 */
export const cancelExport = (
  db: Kysely<Tables>,
  { workspaceId, id }: { workspaceId: string; id: string },
  actor: Actor,
  now: Date,
): Promise<StoredExport | undefined> =>
  db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable("export")
      .set({ state: "cancelled", finished_at: now })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("state", "in", ["queued", "running"])
      .returningAll()
      .executeTakeFirst()
    if (row) await recordAudit(trx, { ...auditOf(row), actor, action: "export.cancelled", at: now })
    return row
  })
