import { facetDimensions, type StreamFacets } from "@holdfast/protocol"
import type { Db } from "../db/database.ts"
import { countFacets } from "./count-facets.ts"
import type { PlanLabels } from "./plan-labels.ts"
import type { SessionFilter } from "./session-filter.ts"
import { toStreamFacets } from "./to-stream-facets.ts"

/** Every filter group of the Activity Stream with its values, their labels and their counts inside a filter. */
export async function streamFacets(
  db: Db,
  planLabels: PlanLabels,
  filter: SessionFilter,
): Promise<StreamFacets> {
  const counts = await countFacets(db, filter, facetDimensions)
  const idsOf = (values: readonly { value: string | null }[]) =>
    values.flatMap(({ value }) => (value === null ? [] : [value]))
  const [plans, segments] = await Promise.all([
    planLabels.of(filter, idsOf(counts.planId)),
    segmentNames(db, filter.workspaceId, idsOf(counts.segmentId)),
  ])
  return { facets: toStreamFacets(counts, { plans, segments }) }
}

async function segmentNames(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom("segment")
    .select(["id", "name"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
