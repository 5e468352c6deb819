import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { ViewReader } from "../../saved-view/saved-views.ts"

/** Takes somebody who belongs to the workspace no longer off the mail of all its alerts. */
export async function mailNoAlertsTo(db: Db, { workspaceId, userId }: ViewReader): Promise<void> {
  await db
    .updateTable("alert")
    .set({ mailed: sql<string[]>`array_remove(mailed, ${userId})` })
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`${userId} = any(mailed)`)
    .execute()
}
