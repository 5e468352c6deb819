import type { Db } from "../db/database.ts"
import type { StoredExport } from "./to-export.ts"

const mostListed = 50

/** The newest of a workspace, newest first. */
export const listExports = (db: Db, workspaceId: string): Promise<StoredExport[]> =>
  db
    .selectFrom("export")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .orderBy("requested_at", "desc")
    .orderBy("id", "desc")
    .limit(mostListed)
    .execute()

export const findExport = (db: Db, workspaceId: string, id: string): Promise<StoredExport | undefined> =>
  db
    .selectFrom("export")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst()

/** Whether one of the workspace is queued or being prepared. */
export async function isBusy(db: Db, workspaceId: string): Promise<boolean> {
  const found = await db
    .selectFrom("export")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("state", "in", ["queued", "running"])
    .executeTakeFirst()
  return found !== undefined
}
