import { facetDimensions, type StreamFacets } from "@holdfast/protocol"
import type { Db } from "../db/database.ts"
import { segmentNames } from "../flow/segment-names.ts"
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
  const planIds = counts.planId.flatMap(({ value }) => (value === null ? [] : [value]))
  const [plans, segments] = await Promise.all([
    planLabels.of(filter, planIds),
    segmentNames(db, filter.workspaceId),
  ])
  return { facets: toStreamFacets(counts, { plans, segments }) }
}
