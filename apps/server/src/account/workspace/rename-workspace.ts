import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import { type Actor, recordAudit } from "../audit/record-audit.ts"

/**
 * Gives a workspace another name, and writes down both.
 * @returns the name that it had; null where the workspace is no more
 */
export const renameWorkspace = (
  db: Kysely<Tables>,
  workspaceId: string,
  { name, actor }: { name: string; actor: Actor },
  now: Date,
): Promise<string | null> =>
  db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom("workspace")
      .select("name")
      .where("id", "=", workspaceId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return null
    if (row.name === name) return name
    await trx.updateTable("workspace").set({ name }).where("id", "=", workspaceId).execute()
    const detail = { before: row.name, after: name }
    await recordAudit(trx, { workspaceId, actor, action: "workspace.renamed", detail, at: now })
    return row.name
  })
