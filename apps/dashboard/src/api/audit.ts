import type { AuditAction, AuditActors, AuditPage } from "@holdfast/protocol/dashboard"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { request, requestFile } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/** Which entries of the audit log. */
export interface AuditScope {
  appId: string
  /** Instants: from inclusive, to exclusive. */
  from: string
  to: string
  /** An id; `null` as a text for jobs and commands; null for everybody. */
  actor: string | null
  actions: readonly AuditAction[]
  search: string | null
}

const pathOf = (appId: string) => `${workspacePath(appId)}/audit`

/** The log, newest first, a page more for each Load More. */
export const auditQuery = (scope: AuditScope) =>
  infiniteQueryOptions({
    queryKey: ["audit", scope],
    queryFn: ({ signal, pageParam }) => {
      const params = paramsOf(scope)
      if (pageParam !== null) params.set("before", pageParam)
      return request<AuditPage>(`${pathOf(scope.appId)}?${params}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // what is shown may stay until the next answer is there, but never in another workspace
    placeholderData: (shown, query) => (isOfWorkspace(query?.queryKey[1], scope.appId) ? shown : undefined),
  })

const isOfWorkspace = (shown: AuditScope | string | undefined, appId: string): boolean =>
  typeof shown === "object" && shown.appId === appId

/** Who there is to choose from. */
export const auditActorsQuery = (appId: string) =>
  queryOptions({
    queryKey: ["audit-actors", appId],
    queryFn: async ({ signal }) => (await request<AuditActors>(`${pathOf(appId)}/actors`, { signal })).actors,
    staleTime: 60_000,
  })

/** What a scope holds, as CSV. It is written down, so it is no address to follow. */
export const exportAudit = (scope: AuditScope, signal: AbortSignal): Promise<Response> =>
  requestFile(`${pathOf(scope.appId)}/export?${paramsOf(scope)}`, { method: "POST", signal })

function paramsOf({ from, to, actor, actions, search }: AuditScope): URLSearchParams {
  const params = new URLSearchParams({ from, to })
  if (actor !== null) params.set("actor", actor)
  for (const action of actions) params.append("action", action)
  if (search !== null) params.set("search", search)
  return params
}
