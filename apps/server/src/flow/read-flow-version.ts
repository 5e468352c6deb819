import type { FlowVersion } from "@holdfast/protocol/dashboard"
import type { Db } from "../db/database.ts"
import { nameAuthors } from "./authors.ts"
import { findBlueprint, listVersions } from "./blueprints.ts"

/** A published version beside the newest one of the same flow; null where the workspace has none of that id. */
export async function readFlowVersion(
  db: Db,
  workspaceId: string,
  blueprintId: string,
): Promise<FlowVersion | null> {
  const blueprint = await findBlueprint(db, workspaceId, blueprintId)
  if (!blueprint) return null
  const versions = await listVersions(db, workspaceId, blueprint.flowId)
  const authorOf = await nameAuthors(db, workspaceId)
  const newest = versions[0]?.id ?? blueprint.id
  const published = newest === blueprint.id ? blueprint : await findBlueprint(db, workspaceId, newest)
  return {
    blueprint,
    published: published ?? blueprint,
    versions: versions.map(({ id, version, published_at, published_by, note }) => ({
      id,
      version,
      publishedAt: published_at.toISOString(),
      publishedBy: authorOf(published_by),
      note,
    })),
  }
}
