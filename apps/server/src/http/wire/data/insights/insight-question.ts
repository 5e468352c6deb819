import type { Comparison } from "@holdfast/protocol/dashboard"
import type { InsightQuestion } from "../../../../insight/read-insights.ts"
import { instants } from "../../../instant.ts"
import { conditionsOf, type SessionQuery } from "../../../session-query.ts"
import type { Program } from "../../admit-program.ts"
import type { DataRange } from "../data-filter.ts"

export type InsightQuery = DataRange & SessionQuery & { compare?: Comparison }

/**
 * Which sessions a panel is asked about. It leaves out by itself what is open or bounced, and says how many.
 * @throws ApiError 422 for dates that cannot be read, are upside down or a hundred years apart
 */
export function insightQuestion(
  { workspace, mode }: Program,
  { compare, ...query }: InsightQuery,
): InsightQuestion {
  const [from, upTo] = instants(["startDate", query.startDate], ["endDate", query.endDate])
  // a panel takes the end of a span as the instant after its last
  const to = upTo && new Date(upTo.getTime() + 1)
  return {
    filter: { workspaceId: workspace.id, mode, from, to, ...conditionsOf(query) },
    comparison: compare ?? null,
    timeZone: workspace.timeZone,
  }
}
