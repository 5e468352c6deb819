import type { Db } from "../db/database.ts"
import { listBlueprints } from "./blueprints.ts"
import type { Segment, WorkspaceFlows } from "./workspace-flows.ts"

/** The flows that a workspace has, but for those that were archived. */
export async function readFlows(db: Db, workspaceId: string): Promise<WorkspaceFlows> {
  const segments = await db
    .selectFrom("segment")
    .select(["id", "name", "enabled", "priority", "filter"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("priority")
    .execute()
  const flows = await db
    .selectFrom("flow")
    .select(["id", "segment_id as segmentId", "arm", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("archived_at", "is", null)
    .orderBy("segment_id")
    .execute()
  return {
    segments: segments.map((row) => ({ ...row, filter: row.filter as Segment["filter"] })),
    flows,
    blueprints: await listBlueprints(db, workspaceId),
  }
}
