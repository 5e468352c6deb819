import type { Blueprint } from "@holdfast/protocol/flow"
import type { Selectable } from "kysely"
import type { Db } from "../db/database.ts"
import type { BlueprintRow, FlowRow } from "../db/schema.ts"

type Row = Pick<
  Selectable<BlueprintRow>,
  "id" | "flow_id" | "name" | "version" | "published_at" | "content"
> &
  Pick<FlowRow, "segment_id">

export const toBlueprint = (row: Row): Blueprint => ({
  id: row.id,
  flowId: row.flow_id,
  name: row.name,
  segmentId: row.segment_id,
  version: row.version,
  publishedAt: row.published_at.toISOString(),
  content: row.content,
})

/** The published versions of a workspace, each with the segment of its flow. */
const selectBlueprints = (db: Db, workspaceId: string) =>
  db
    .selectFrom("blueprint")
    .innerJoin("flow", (join) =>
      join.on("flow.workspace_id", "=", workspaceId).onRef("flow.id", "=", "blueprint.flow_id"),
    )
    .select([
      "blueprint.id",
      "blueprint.flow_id",
      "blueprint.name",
      "flow.segment_id",
      "blueprint.version",
      "blueprint.published_at",
      "blueprint.content",
    ])
    .where("blueprint.workspace_id", "=", workspaceId)

/** One published version; null where the workspace has none of that id. */
export async function findBlueprint(db: Db, workspaceId: string, id: string): Promise<Blueprint | null> {
  const row = await selectBlueprints(db, workspaceId).where("blueprint.id", "=", id).executeTakeFirst()
  return row ? toBlueprint(row) : null
}

/** Every published version of every flow that was not archived, by flow and version. */
export async function listBlueprints(db: Db, workspaceId: string): Promise<Blueprint[]> {
  const rows = await selectBlueprints(db, workspaceId)
    .where("flow.archived_at", "is", null)
    .orderBy("flow.segment_id")
    .orderBy("blueprint.flow_id")
    .orderBy("blueprint.version")
    .execute()
  return rows.map(toBlueprint)
}

/** Every published version of a flow, newest first. */
export const listVersions = (db: Db, workspaceId: string, flowId: string) =>
  db
    .selectFrom("blueprint")
    .select(["id", "version", "published_at", "published_by", "note", "translated"])
    .where("workspace_id", "=", workspaceId)
    .where("flow_id", "=", flowId)
    .orderBy("version", "desc")
    .execute()
