import type { Db } from "../db/database.ts"
import type { DemoFlows, DemoSegment } from "./demo-flows.ts"

/**
 * Writes segments and published blueprints into the workspace of their ids. What is there already stays as it
 * is, so installing the same flows twice does nothing.
 */
export async function installFlows(db: Db, workspaceId: string, flows: DemoFlows, now: Date): Promise<void> {
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
  if (flows.blueprints.length === 0) return
  await db
    .insertInto("blueprint")
    .values(
      flows.blueprints.map((blueprint) => ({
        workspace_id: workspaceId,
        id: blueprint.id,
        segment_id: blueprint.segmentId,
        name: blueprint.name,
        version: blueprint.version,
        content: JSON.stringify(blueprint.content),
        published_at: new Date(blueprint.publishedAt),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The flows that a workspace has, for simulating its customers. */
export async function readFlows(db: Db, workspaceId: string): Promise<DemoFlows> {
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
    segments: segments.map((row) => ({ ...row, filter: row.filter as DemoSegment["filter"] })),
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
