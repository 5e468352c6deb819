import type { Evidence } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/** The evidence of one session. Each reading is written down, so only a person who looks causes one. */
export const evidenceQuery = (appId: string, sessionId: string) =>
  queryOptions({
    queryKey: ["evidence", appId, sessionId],
    queryFn: ({ signal }) =>
      request<Evidence>(
        `${workspacePath(appId)}/sessions/${encodeURIComponent(sessionId.toWellFormed())}/evidence`,
        { signal },
      ),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
