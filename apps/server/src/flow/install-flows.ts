import type { Db } from "../db/database.ts"
import type { WorkspaceFlows } from "./workspace-flows.ts"
import { writeBlueprints } from "./write-blueprints.ts"

/**
 * Writes segments, flows and published blueprints into the workspace of their ids. What is there already stays as it
 * is, so installing the same flows twice does nothing. A second Primary Flow, or a second flow of a segment, is an error.
 * @throws BlueprintRefused where a content may not be published
 */
export async function installFlows(
  db: Db,
  workspaceId: string,
  { segments, flows, blueprints }: WorkspaceFlows,
  now: Date,
): Promise<void> {
  if (segments.length > 0) {
    await db
      .insertInto("segment")
      .values(
        segments.map((segment) => ({
          workspace_id: workspaceId,
          id: segment.id,
          name: segment.name,
          enabled: segment.enabled,
          priority: segment.priority,
          filter: JSON.stringify(segment.filter),
          created_at: now,
        })),
      )
      .onConflict((conflict) => conflict.columns(["workspace_id", "id"]).doNothing())
      .execute()
  }
  if (flows.length > 0) {
    await db
      .insertInto("flow")
      .values(
        flows.map((flow) => ({
          workspace_id: workspaceId,
          id: flow.id,
          segment_id: flow.segmentId,
          arm: flow.arm,
          name: flow.name,
          created_at: now,
          archived_at: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(["workspace_id", "id"]).doNothing())
      .execute()
  }
  const made = blueprints.map((blueprint) => ({ ...blueprint, publishedBy: null, note: null }))
  await writeBlueprints(db, workspaceId, made)
}
