import type { Db } from "../db/database.ts"

/** A segment's name and its rules as they stand now; null where the workspace has none of that id. */
export async function findSegment(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ name: string; filter: unknown[] } | null> {
  const row = await db
    .selectFrom("segment")
    .select(["name", "filter"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst()
  return row ?? null
}
