import type { Mode, StreamCount, StreamFacets, StreamPage } from "@holdfast/protocol"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import type { Choices } from "./choice.ts"
import { firstPageSize, growFirstPage, rowsPerPage } from "./grow-first-page.ts"
import { request } from "./request.ts"

/** Which sessions: instants in ISO 8601, `from` included, `to` not; null where there is no such bound or search. */
export interface StreamScope {
  appId: string
  mode: Mode
  from: string | null
  to: string | null
  search: string | null
  choices: Choices
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
    placeholderData: (shown, query) => (isSamePlace(query?.queryKey[1], scope) ? shown : undefined),
    refetchInterval: ({ state }) =>
      (state.data?.pages.length ?? 0) < longListPages ? freshMs : freshWhenLongMs,
  })
}

/** How many sessions match, however many are loaded. */
export function countQuery(scope: StreamScope) {
  return queryOptions({
    queryKey: ["stream-count", scope],
    queryFn: ({ signal }) => request<StreamCount>(`${pathOf(scope)}/count?${paramsOf(scope)}`, { signal }),
    placeholderData: (shown, query) => (isSamePlace(query?.queryKey[1], scope) ? shown : undefined),
    refetchInterval: freshMs,
  })
}

/** The values that occur, with how many sessions each would leave. Slower than the stream: ask only when it is looked at. */
export function facetsQuery(scope: StreamScope) {
  return queryOptions({
    queryKey: ["stream-facets", scope],
    queryFn: ({ signal }) => request<StreamFacets>(`${pathOf(scope)}/facets?${paramsOf(scope)}`, { signal }),
    placeholderData: (shown, query) => (isSamePlace(query?.queryKey[1], scope) ? shown : undefined),
  })
}

/** What is shown may stay until the next answer is there, but never in another workspace or mode. */
function isSamePlace(shown: StreamScope | string | undefined, next: StreamScope): boolean {
  return typeof shown === "object" && shown.appId === next.appId && shown.mode === next.mode
}

function fetchPage(scope: StreamScope, cut: { before: string | null; size: number }, signal: AbortSignal) {
  const params = paramsOf(scope)
  params.set("size", String(cut.size))
  if (cut.before !== null) params.set("before", cut.before)
  return request<StreamPage>(`${pathOf(scope)}?${params}`, { signal })
}

function pathOf({ appId }: StreamScope): string {
  return `/api/workspaces/${encodeURIComponent(appId)}/sessions`
}

/** The query of a scope, as the protocol spells it; the same for the page, the count and the facets. */
function paramsOf({ mode, from, to, search, choices }: StreamScope): URLSearchParams {
  const params = new URLSearchParams({ mode })
  if (from !== null) params.set("from", from)
  if (to !== null) params.set("to", to)
  if (search !== null) params.set("search", search)
  for (const { dimension, value, isExcluded } of choices) {
    params.append(isExcluded ? `-${dimension}` : dimension, value ?? "null")
  }
  return params
}
