import type { AutomaticTranslation, Blueprint } from "@holdfast/protocol/flow"
import type { Db } from "../db/database.ts"
import { checkContent } from "./check-content.ts"

/** A version that is about to be published. Its segment is that of its flow. */
export interface NewBlueprint extends Omit<Blueprint, "segmentId"> {
  /** The person; null where nobody signed in did it. */
  publishedBy: string | null
  note: string | null
  /** What was translated on the way. */
  translated?: readonly AutomaticTranslation[]
}

/**
 * Writes published versions: the only way into the table `blueprint`. One that is there already stays as it is, for a
 * published version never changes.
 * @throws BlueprintRefused where a content may not be published; then nothing is written
 */
export async function writeBlueprints(
  db: Db,
  workspaceId: string,
  blueprints: readonly NewBlueprint[],
): Promise<void> {
  for (const { content } of blueprints) checkContent(content)
  if (blueprints.length === 0) return
  await db
    .insertInto("blueprint")
    .values(
      blueprints.map((blueprint) => ({
        workspace_id: workspaceId,
        id: blueprint.id,
        flow_id: blueprint.flowId,
        name: blueprint.name,
        version: blueprint.version,
        content: JSON.stringify(blueprint.content),
        published_at: new Date(blueprint.publishedAt),
        published_by: blueprint.publishedBy,
        note: blueprint.note,
        translated: blueprint.translated?.length ? JSON.stringify(blueprint.translated) : null,
      })),
    )
    // only the very same version; another of the same flow and number is an error
    .onConflict((conflict) => conflict.columns(["workspace_id", "id"]).doNothing())
    .execute()
}
