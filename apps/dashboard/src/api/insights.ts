import type { Comparison, Insights } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { isSamePlace, type StreamScope, streamParams } from "./stream.ts"
import { workspacePath } from "./workspace-path.ts"

/**
 * All figures of the page, of one moment. What is shown stays until the next answer is there. Panels that another version of
 * the server does not know are not in it.
 */
export function insightsQuery(scope: StreamScope, comparison: Comparison | null) {
  return queryOptions({
    queryKey: ["insights", scope, comparison] as const,
    queryFn: ({ signal }) => {
      const params = streamParams(scope)
      if (comparison !== null) params.set("compare", comparison)
      return request<ShownInsights>(`${workspacePath(scope.appId)}/insights?${params}`, { signal })
    },
    placeholderData: (shown, query) => (isSamePlace(query?.queryKey[1], scope) ? shown : undefined),
  })
}

/** Every panel but the first ones may be missing. */
export type ShownInsights = Partial<Insights> &
  Pick<
    Insights,
    | "asOf"
    | "timeZone"
    | "span"
    | "compared"
    | "streamCount"
    | "headline"
    | "overTime"
    | "outcomes"
    | "bounces"
  >
