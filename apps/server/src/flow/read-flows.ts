import type { Db } from "../db/database.ts"
import type { Segment, WorkspaceFlows } from "./workspace-flows.ts"

/** The flows that a workspace has. */
export async function readFlows(db: Db, workspaceId: string): Promise<WorkspaceFlows> {
  const segments = await db
    .selectFrom("segment")
    .select(["id", "name", "enabled", "priority", "filter"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("priority")
    .execute()
  const blueprints = await db
    .selectFrom("blueprint")
    .select(["id", "segment_id", "name", "version", "content", "published_at"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("segment_id")
    .orderBy("version")
    .execute()
  return {
    segments: segments.map((row) => ({ ...row, filter: row.filter as Segment["filter"] })),
    blueprints: blueprints.map((row) => ({
      id: row.id,
      segmentId: row.segment_id,
      name: row.name,
      version: row.version,
      content: row.content,
      publishedAt: row.published_at.toISOString(),
    })),
  }
}
