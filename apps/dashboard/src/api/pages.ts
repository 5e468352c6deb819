import type { Mode } from "@holdfast/protocol"
import {
  type CustomerProfile,
  customerPathPart,
  type FlowVersion,
  type SessionPage,
} from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/** How often a session in progress is looked at again. */
const openFreshMs = 10_000

/** One session; looked at again while it is in progress. */
export function sessionQuery(appId: string, sessionId: string) {
  return queryOptions({
    queryKey: ["session", appId, sessionId],
    queryFn: ({ signal }) =>
      request<SessionPage>(
        `${workspacePath(appId)}/sessions/${encodeURIComponent(sessionId.toWellFormed())}`,
        {
          signal,
        },
      ),
    refetchInterval: ({ state }) => (state.data?.row.outcome.kind === "open" ? openFreshMs : false),
  })
}

/** One published version of a flow, beside what is published now. */
export function flowVersionQuery(appId: string, blueprintId: string) {
  return queryOptions({
    queryKey: ["flow", appId, blueprintId],
    queryFn: ({ signal }) =>
      request<FlowVersion>(
        `${workspacePath(appId)}/blueprints/${encodeURIComponent(blueprintId.toWellFormed())}`,
        {
          signal,
        },
      ),
  })
}

/** All sessions of one customer in one mode. Each reading is written down, so only a person who looks causes one. */
export function customerQuery(appId: string, customerId: string, mode: Mode) {
  return queryOptions({
    queryKey: ["customer", appId, customerId, mode],
    queryFn: ({ signal }) =>
      request<CustomerProfile>(
        `${workspacePath(appId)}/customers/${customerPathPart(customerId)}?mode=${mode}`,
        {
          signal,
        },
      ),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}
