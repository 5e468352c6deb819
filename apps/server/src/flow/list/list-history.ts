import type { Mode } from "@holdfast/protocol"
import type { FlowHistoryVersion } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { nameAuthors } from "../authors.ts"
import { listVersions } from "../blueprints.ts"
import { countResults } from "./flow-results.ts"

/** Every version of a flow, newest first, with who published it, why, and its results over all time; null without such a flow. */
export async function listHistory(
  db: Db,
  workspaceId: string,
  flowId: string,
  mode: Mode,
): Promise<FlowHistoryVersion[] | null> {
  const flow = await db
    .selectFrom("flow")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", flowId)
    .executeTakeFirst()
  if (!flow) return null
  const versions = await listVersions(db, workspaceId, flowId)
  if (versions.length === 0) return []
  const resultsOf = await countResults(db, { workspaceId, mode, blueprintIds: versions.map(({ id }) => id) })
  const authorOf = await nameAuthors(db, workspaceId)
  return versions.map(({ id, version, published_at, published_by, note, translated }) => ({
    blueprintId: id,
    version,
    publishedAt: published_at.toISOString(),
    publishedBy: authorOf(published_by),
    note,
    translated: translated ?? [],
    results: resultsOf([id]),
  }))
}
