import { facetDimensions } from "@holdfast/protocol"
import { type ChosenValues, type StreamFacets, toStreamFacets } from "@holdfast/protocol/dashboard"
import type { Db } from "../../db/database.ts"
import { segmentNames } from "../../flow/segment-names.ts"
import type { PlanLabels } from "../read/plan-labels.ts"
import type { SessionFilter } from "../read/session-filter.ts"
import { countFacets } from "./count-facets.ts"

/** Every filter group of the Activity Stream with its values, their labels and their counts inside a filter, which keeps what it chose. */
export async function streamFacets(
  db: Db,
  planLabels: PlanLabels,
  filter: SessionFilter,
): Promise<StreamFacets> {
  const counts = await countFacets(db, filter, facetDimensions)
  const chosen = chosenIn(filter)
  const planIds = [...counts.planId.map(({ value }) => value), ...(chosen.planId ?? [])]
  const [plans, segments] = await Promise.all([
    planLabels.of(
      filter,
      [...new Set(planIds)].filter((id) => id !== null),
    ),
    segmentNames(db, filter.workspaceId),
  ])
  return { facets: toStreamFacets(counts, { plans, segments }, chosen) }
}

function chosenIn({ is, not }: SessionFilter): ChosenValues {
  return Object.fromEntries(
    facetDimensions.map((dimension) => [
      dimension,
      [...(is?.[dimension] ?? []), ...(not?.[dimension] ?? [])],
    ]),
  )
}
