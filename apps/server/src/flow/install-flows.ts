import type { Db } from "../db/database.ts"
import type { WorkspaceFlows } from "./workspace-flows.ts"
import { writeBlueprints } from "./write-blueprints.ts"

/**
 * Writes segments and published blueprints into the workspace of their ids. What is there already stays as it
 * is, so installing the same flows twice does nothing.
 * @throws BlueprintRefused where a content may not be published
 */
export async function installFlows(
  db: Db,
  workspaceId: string,
  flows: WorkspaceFlows,
  now: Date,
): Promise<void> {
  if (flows.segments.length > 0) {
    await db
      .insertInto("segment")
      .values(
        flows.segments.map((segment) => ({
          workspace_id: workspaceId,
          id: segment.id,
          name: segment.name,
          enabled: segment.enabled,
          priority: segment.priority,
          filter: JSON.stringify(segment.filter),
          created_at: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await writeBlueprints(db, workspaceId, flows.blueprints)
}
