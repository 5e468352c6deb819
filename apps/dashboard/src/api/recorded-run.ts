import type { WatchedRun } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/** The run of a session, for whoever watches it. Each reading is written down, so only a person who looks causes one. */
export function recordedRunQuery(appId: string, sessionId: string) {
  return queryOptions({
    queryKey: ["recorded-run", appId, sessionId],
    queryFn: ({ signal }) =>
      request<WatchedRun>(
        `${workspacePath(appId)}/sessions/${encodeURIComponent(sessionId.toWellFormed())}/recording`,
        { signal },
      ),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}
