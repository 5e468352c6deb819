import type { Blueprint } from "@holdfast/protocol/flow"
import type { Db } from "../db/database.ts"
import { checkContent } from "./check-content.ts"

/**
 * Writes published versions: the only way into the table `blueprint`. One that is there already stays as it is, for a
 * published version never changes.
 * @throws BlueprintRefused where a content may not be published; then nothing is written
 */
export async function writeBlueprints(
  db: Db,
  workspaceId: string,
  blueprints: readonly Blueprint[],
): Promise<void> {
  for (const { content } of blueprints) checkContent(content)
  if (blueprints.length === 0) return
  await db
    .insertInto("blueprint")
    .values(
      blueprints.map((blueprint) => ({
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
