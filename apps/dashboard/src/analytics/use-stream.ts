import type { StreamPage } from "@holdfast/protocol/dashboard"
import { hashKey, type QueryKey, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useCallback } from "react"
import type { LiveState } from "../api/follow-sessions.ts"
import { isTooSlow } from "../api/problem.ts"
import { isWorthRetrying } from "../api/query-client.ts"
import { addPage, letIn, type ShownStream } from "../api/shown-stream.ts"
import { countQuery, fetchMore, type StreamScope, streamQuery } from "../api/stream.ts"
import { useLive } from "./live/use-live.ts"

/** How often everything is read again without being told to: where nobody can tell, and as a net where somebody does. */
const untoldMs = 15_000
const toldMs = 60_000

/** The stream of a scope as a page shows it, kept fresh. */
export interface Stream {
  /** undefined until the first answer. */
  shown: ShownStream | undefined
  /** What is shown belongs to the view before; the answer to this one is on its way. */
  isOld: boolean
  /** How many match, however many are loaded. */
  count: {
    count: number | undefined
    /** How many of them nobody vouched for. */
    unverified: number
    isOld: boolean
    error: Error | null
  }
  live: LiveState
  /** Why the last reading, or the last Load More, did not work. */
  error: Error | null
  isMoreError: boolean
  /** When what is shown was read. */
  updatedAt: Date
  isTrying: boolean
  tryAgain: () => void
  isLoadingMore: boolean
  /** Ten rows more; answers null where that did not work. */
  loadMore: () => Promise<StreamPage | null>
  /** Lets the sessions in that arrived; answers the id of the first of them. */
  showArrived: () => string | null
}

export function useStream(scope: StreamScope): Stream {
  const client = useQueryClient()
  const { queryKey } = streamQuery(scope)
  const key = hashKey(queryKey)
  const isBearable = ({ state }: { state: { error: Error | null } }) => !isTooSlow(state.error)
  const readAgain = (queryKey: QueryKey) =>
    client.refetchQueries({ queryKey, exact: true, predicate: isBearable })
  const live = useLive(scope.appId, scope.mode, {
    list: () => readAgain(queryKey),
    count: () => readAgain(countQuery(scope).queryKey),
    // those that somebody looks at
    figures: () => client.refetchQueries({ queryKey: ["insights"], type: "active", predicate: isBearable }),
  })
  const everyMs = live === "live" ? toldMs : untoldMs
  // what was too slow is asked again only by the reader, or with other dates and filters
  const refetchInterval = ({ state }: { state: { error: Error | null } }) =>
    isTooSlow(state.error) ? false : everyMs
  const list = useQuery({ ...streamQuery(scope), refetchInterval })
  const count = useQuery({ ...countQuery(scope), refetchInterval })

  const more = useMutation({
    mutationFn: async ({ before }: { key: string; before: string }) => {
      const page = await fetchMore(scope, before)
      client.setQueryData<ShownStream>(queryKey, (shown) => shown && addPage(shown, page))
      return page
    },
    retry: isWorthRetrying,
  })
  const isMoreError = more.isError && more.variables.key === key
  const isOld = list.isPlaceholderData
  const next = isOld ? null : (list.data?.next ?? null)
  const { mutateAsync, isPending } = more
  const loadMore = useCallback(async () => {
    if (next === null) return null
    return mutateAsync({ key, before: next }).catch(() => null)
  }, [mutateAsync, key, next])

  const showArrived = () => {
    const shown = client.getQueryData<ShownStream>(queryKey)
    if (!shown) return null
    client.setQueryData<ShownStream>(queryKey, letIn(shown))
    return shown.arrived[0]?.id ?? null
  }
  return {
    shown: list.data,
    isOld,
    count: {
      count: count.data?.count,
      unverified: count.data?.unverified ?? 0,
      isOld: count.isPlaceholderData,
      error: count.data ? null : count.error,
    },
    live,
    error: list.error ?? (isMoreError ? more.error : null),
    isMoreError,
    updatedAt: new Date(list.dataUpdatedAt),
    isTrying: list.isFetching || isPending,
    tryAgain: () => void (isMoreError ? loadMore() : list.refetch()),
    isLoadingMore: isPending,
    loadMore,
    showArrived,
  }
}
