import type { Db } from "../db/database.ts"

/** What the segments of a workspace are called now, by their ids. */
export async function segmentNames(db: Db, workspaceId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom("segment")
    .select(["id", "name"])
    .where("workspace_id", "=", workspaceId)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
