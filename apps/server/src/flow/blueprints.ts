import type { Blueprint } from "@holdfast/protocol/flow"
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

/** One published version; null where the workspace has none of that id. */
export async function findBlueprint(db: Db, workspaceId: string, id: string): Promise<Blueprint | null> {
  const row = await db
    .selectFrom("blueprint")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst()
  return row ? toBlueprint(row) : null
}

/** Every published version of a flow, newest first. @param segmentId null is the Primary Flow */
export const listVersions = (db: Db, workspaceId: string, segmentId: string | null) =>
  db
    .selectFrom("blueprint")
    .select(["id", "version", "published_at"])
    .where("workspace_id", "=", workspaceId)
    .where("segment_id", "is not distinct from", segmentId)
    .orderBy("version", "desc")
    .execute()
