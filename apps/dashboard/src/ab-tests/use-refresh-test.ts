import { useQueryClient } from "@tanstack/react-query"
import { abTestMetricsQuery, abTestQuery, abTestsQuery } from "../api/ab-tests.ts"
import { flowsQuery } from "../api/flows.ts"
import { usePlace } from "../shell/workspace.ts"

/** Reads a test anew, and what of it stands on other pages. */
export function useRefreshTest(): (testId: string) => Promise<void> {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  return async (testId) => {
    void client.invalidateQueries(abTestsQuery(appId))
    void client.invalidateQueries(flowsQuery(appId))
    await Promise.all([
      client.invalidateQueries(abTestQuery(appId, testId)),
      client.invalidateQueries(abTestMetricsQuery(appId, testId)),
    ])
  }
}
