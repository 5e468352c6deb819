import type { HealthReport } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/** What clients sent wrongly in the last days. It is looked at while somebody mends a client, so it looks again by itself. */
export const healthQuery = (appId: string) =>
  queryOptions({
    queryKey: ["health", appId],
    queryFn: ({ signal }) => request<HealthReport>(`${workspacePath(appId)}/health`, { signal }),
    refetchInterval: 30_000,
  })
