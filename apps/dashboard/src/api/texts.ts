import type { StreamPage } from "@holdfast/protocol/dashboard"
import { infiniteQueryOptions, skipToken } from "@tanstack/react-query"
import { request } from "./request.ts"
import { type StreamScope, streamParams } from "./stream.ts"
import { workspacePath } from "./workspace-path.ts"

/** What the customers of the sessions of a scope wrote, newest first, page by page. Null asks for nothing. */
export const textsQuery = (scope: StreamScope | null) =>
  infiniteQueryOptions({
    queryKey: ["insight-texts", scope],
    queryFn: scope
      ? ({ signal, pageParam }) => {
          const params = streamParams(scope)
          params.set("size", "10")
          if (pageParam !== null) params.set("before", pageParam)
          return request<StreamPage>(`${workspacePath(scope.appId)}/insights/texts?${params}`, { signal })
        }
      : skipToken,
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
