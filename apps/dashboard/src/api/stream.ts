import type { Mode, StreamCount, StreamPage } from "@holdfast/protocol"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { firstPageSize, growFirstPage, rowsPerPage } from "./grow-first-page.ts"
import { request } from "./request.ts"

/** Which sessions: instants in ISO 8601, `from` included, `to` not. */
export interface StreamScope {
  appId: string
  mode: Mode
  from: string
  to: string
}

/** How often an open page looks for new sessions. A long list is asked for less often. */
const freshMs = 15_000
const freshWhenLongMs = 60_000
const longListPages = 6

/** The stream, page by page. New sessions join the first page, so that nothing falls off the end of the list. */
export function streamQuery(scope: StreamScope) {
  return infiniteQueryOptions({
    queryKey: ["stream", scope],
    queryFn: async ({ pageParam, signal, client }) => {
      if (pageParam !== null) return fetchPage(scope, { before: pageParam, size: rowsPerPage }, signal)
      const shown = client.getQueryData<{ pages: StreamPage[] }>(["stream", scope])?.pages[0]
      const fresh = await fetchPage(scope, { before: null, size: firstPageSize(shown) }, signal)
      return growFirstPage(shown, fresh)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: StreamPage) => last.next,
    refetchInterval: ({ state }) =>
      (state.data?.pages.length ?? 0) < longListPages ? freshMs : freshWhenLongMs,
  })
}

/** How many sessions match, however many are loaded. */
export function countQuery(scope: StreamScope) {
  return queryOptions({
    queryKey: ["stream-count", scope],
    queryFn: ({ signal }) =>
      request<StreamCount>(`${pathOf(scope)}/count?${new URLSearchParams(paramsOf(scope))}`, { signal }),
    refetchInterval: freshMs,
  })
}

function fetchPage(scope: StreamScope, cut: { before: string | null; size: number }, signal: AbortSignal) {
  const params = new URLSearchParams({ ...paramsOf(scope), size: String(cut.size) })
  if (cut.before !== null) params.set("before", cut.before)
  return request<StreamPage>(`${pathOf(scope)}?${params}`, { signal })
}

function pathOf({ appId }: StreamScope): string {
  return `/api/workspaces/${encodeURIComponent(appId)}/sessions`
}

function paramsOf({ mode, from, to }: StreamScope): Record<string, string> {
  return { mode, from, to }
}
