import type { Blueprint } from "@holdfast/protocol"
import type { Selectable } from "kysely"
import type { Db } from "../db/database.ts"
import type { BlueprintRow } from "../db/schema.ts"

const toBlueprint = (row: Selectable<BlueprintRow>): Blueprint => ({
  id: row.id,
  name: row.name,
  segmentId: row.segment_id,
  version: row.version,
  publishedAt: row.published_at.toISOString(),
  content: row.content,
})

/** The Primary Flow as published last; null where a workspace has none. */
export async function findPrimaryFlow(db: Db, workspaceId: string): Promise<Blueprint | null> {
  const row = await db
    .selectFrom("blueprint")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("segment_id", "is", null)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst()
  return row ? toBlueprint(row) : null
}
