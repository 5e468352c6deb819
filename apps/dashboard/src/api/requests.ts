import type { Mode } from "@holdfast/protocol"
import type {
  CustomerRequest,
  RequestsPage,
  RequestsShown,
  SettleRequest,
  WaitingRequests,
} from "@holdfast/protocol/dashboard"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

/** How often what waits is looked at again. */
const freshMs = 30_000

const pathOf = (appId: string) => `${workspacePath(appId)}/requests`

/** What begins the keys of everything about requests. */
export const requestsKey = (appId: string) => ["requests", appId] as const

/** The requests of one kind, a page more for each Load More. */
export const requestsQuery = (appId: string, mode: Mode, show: RequestsShown) =>
  infiniteQueryOptions({
    queryKey: [...requestsKey(appId), mode, show],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ mode, show, ...(pageParam !== null && { before: pageParam }) })
      return request<RequestsPage>(`${pathOf(appId)}?${query}`, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: freshMs,
  })

/** How many requests wait for a person, of live customers unless said otherwise. */
export const waitingQuery = (appId: string, mode: Mode = "live") =>
  queryOptions({
    queryKey: [...requestsKey(appId), "count", mode],
    queryFn: ({ signal }) => request<WaitingRequests>(`${pathOf(appId)}/waiting?mode=${mode}`, { signal }),
    refetchInterval: freshMs,
  })

/** Says what became of a request. */
export const settleRequest = (appId: string, id: string, body: SettleRequest) =>
  request<CustomerRequest>(`${pathOf(appId)}/${encodeURIComponent(id)}/settle`, { method: "POST", body })

/** Takes that back. */
export const reopenRequest = (appId: string, id: string) =>
  request<CustomerRequest>(`${pathOf(appId)}/${encodeURIComponent(id)}/reopen`, { method: "POST", body: {} })
