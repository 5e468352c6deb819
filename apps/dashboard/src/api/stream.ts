import { type Mode, parameterOf, writeFilterValue } from "@holdfast/protocol"
import type { StreamCount, StreamFacets, StreamPage } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import type { Choices, FilterDimension } from "./choice.ts"
import { type Cut, fetchFresh, rowsPerPage } from "./fetch-fresh.ts"
import { request } from "./request.ts"
import { firstShown, refreshShown, type ShownStream } from "./shown-stream.ts"
import { workspacePath } from "./workspace-path.ts"

/** Which sessions: instants in ISO 8601, `from` included, `to` not; null where there is no such bound or search. */
export interface StreamScope {
  appId: string
  mode: Mode
  from: string | null
  to: string | null
  search: string | null
  choices: Choices
}

/** How long the rows outlive the page that shows them, for whoever comes back from a session to read on. */
const keptMs = 30 * 60_000

/** The stream as a page shows it. Read again, every row is renewed in its place, and new ones wait to be let in. */
export function streamQuery(scope: StreamScope) {
  const queryKey = ["stream", scope] as const
  return queryOptions({
    queryKey,
    gcTime: keptMs,
    // what did not change is kept by `refreshShown` itself, and what changed is told once
    structuralSharing: false,
    queryFn: async ({ signal, client }): Promise<ShownStream> => {
      const known = client.getQueryData<ShownStream>(queryKey)
      if (!known) return firstShown(await fetchPage(scope, { before: null, size: rowsPerPage }, signal))
      const fresh = await fetchFresh(known, (cut) => fetchPage(scope, cut, signal))
      // rows may have been loaded or let in meanwhile
      return refreshShown(client.getQueryData<ShownStream>(queryKey) ?? known, fresh)
    },
    placeholderData: (shown, query) => (isSamePlace(query?.queryKey[1], scope) ? shown : undefined),
  })
}

/** Ten sessions more after a cursor. */
export const fetchMore = (scope: StreamScope, before: string): Promise<StreamPage> =>
  fetchPage(scope, { before, size: rowsPerPage })

/** How many sessions match, however many are loaded. */
export function countQuery(scope: StreamScope) {
  return queryOptions({
    queryKey: ["stream-count", scope],
    queryFn: ({ signal }) =>
      request<StreamCount>(`${pathOf(scope)}/count?${streamParams(scope)}`, { signal }),
    placeholderData: (shown, query) => (isSamePlace(query?.queryKey[1], scope) ? shown : undefined),
  })
}

/** The values that occur, with how many sessions each would leave. Slower than the stream: ask only when it is looked at. */
export function facetsQuery(scope: StreamScope) {
  return queryOptions({
    queryKey: ["stream-facets", scope],
    queryFn: ({ signal }) =>
      request<StreamFacets>(`${pathOf(scope)}/facets?${streamParams(scope)}`, { signal }),
    placeholderData: (shown, query) => (isSamePlace(query?.queryKey[1], scope) ? shown : undefined),
  })
}

/** What is shown may stay until the next answer is there, but never in another workspace or mode. */
export function isSamePlace(shown: StreamScope | string | undefined, next: StreamScope): boolean {
  return typeof shown === "object" && shown.appId === next.appId && shown.mode === next.mode
}

function fetchPage(scope: StreamScope, cut: Cut, signal?: AbortSignal) {
  const params = streamParams(scope)
  params.set("size", String(cut.size))
  if (cut.to !== undefined) params.set("to", cut.to)
  if (cut.before !== null) params.set("before", cut.before)
  return request<StreamPage>(`${pathOf(scope)}?${params}`, signal ? { signal } : {})
}

function pathOf({ appId }: StreamScope): string {
  return `${workspacePath(appId)}/sessions`
}

/** The query of a scope, as the protocol spells it; the same for the page, the count, the facets and the exports. */
export function streamParams({ mode, from, to, search, choices }: StreamScope): URLSearchParams {
  const params = new URLSearchParams({ mode })
  if (from !== null) params.set("from", from)
  if (to !== null) params.set("to", to)
  if (search !== null) params.set("search", search)
  for (const { dimension, value, isExcluded } of choices) {
    const name = nameOf(dimension)
    params.append(isExcluded ? `-${name}` : name, writeFilterValue(value))
  }
  return params
}

/** As the API spells it: the currency of a price is `sessionCurrency` there. */
const nameOf = (dimension: FilterDimension): string =>
  dimension === "outcome" || dimension === "offers" ? dimension : parameterOf(dimension)
