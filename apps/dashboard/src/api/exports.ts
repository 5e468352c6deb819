import type { Export, ExportChoice, ExportEstimate, Exports, NewExport } from "@holdfast/protocol/dashboard"
import { type QueryClient, queryOptions } from "@tanstack/react-query"
import { request, requestFile } from "./request.ts"
import { type StreamScope, streamParams } from "./stream.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/exports`
const withScope = (scope: StreamScope, what: string) => `${pathOf(scope.appId)}${what}?${streamParams(scope)}`

/** How often the exports are read again: while one runs or somebody watches, and otherwise. */
const watchedMs = 1000
const unwatchedMs = 60_000

export const isRunning = ({ state }: Export): boolean => state === "queued" || state === "running"

/** How this person wants a file to look, as the server remembers it. */
export const exportChoiceQuery = (appId: string) =>
  queryOptions({
    queryKey: ["export-choice", appId],
    queryFn: ({ signal }) => request<ExportChoice>(`${pathOf(appId)}/choice`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** How many rows a file would have, and how large it would be; the last answer for the same sessions stays meanwhile. */
export const estimateQuery = (scope: StreamScope, choice: ExportChoice) =>
  queryOptions({
    queryKey: ["export-estimate", scope, choice],
    queryFn: ({ signal }) =>
      request<ExportEstimate>(withScope(scope, "/estimate"), { method: "POST", body: choice, signal }),
    placeholderData: (known, query) =>
      JSON.stringify(query?.queryKey[1]) === JSON.stringify(scope) ? known : undefined,
  })

/** The newest exports of a workspace, followed closely while one runs or `isWatched`. */
export const exportsQuery = (appId: string, isWatched = false) =>
  queryOptions({
    queryKey: ["exports", appId],
    queryFn: async ({ signal }) => (await request<Exports>(pathOf(appId), { signal })).exports,
    refetchInterval: ({ state }) => (isWatched || state.data?.some(isRunning) ? watchedMs : unwatchedMs),
  })

/** One export; `key` is that of a mailed link. */
export const exportQuery = (appId: string, exportId: string, key: string | null) =>
  queryOptions({
    queryKey: ["export", appId, exportId, key],
    queryFn: ({ signal }) => request<Export>(exportPath(appId, exportId, "", key), { signal }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? watchedMs : false),
  })

/** Whether the file of an export that is done is still there: a `Problem` of status 404 where somebody removed it. */
export const exportFileQuery = (appId: string, exportId: string, key: string | null) =>
  queryOptions({
    queryKey: ["export-file", appId, exportId, key],
    queryFn: ({ signal }) =>
      request<null>(exportPath(appId, exportId, "/file", key), { method: "HEAD", signal }),
  })

/** The file of a small list, as it comes. Rejects with a `Problem` before anything has come. */
export const openDownload = (
  scope: StreamScope,
  choice: ExportChoice,
  signal: AbortSignal,
): Promise<Response> => requestFile(withScope(scope, "/download"), { method: "POST", body: choice, signal })

/** Has a file prepared in the background. */
export const startExport = (scope: StreamScope, body: NewExport): Promise<Export> =>
  request(withScope(scope, ""), { method: "POST", body })

export const cancelExport = (appId: string, exportId: string): Promise<Export> =>
  request(exportPath(appId, exportId, "/cancel", null), { method: "POST" })

/** An export that was started or has changed, put where the list is shown. */
export function showExport(client: QueryClient, appId: string, changed: Export): void {
  const { queryKey } = exportsQuery(appId)
  client.setQueryData(queryKey, (known: Export[] = []) =>
    known.some(({ id }) => id === changed.id)
      ? known.map((each) => (each.id === changed.id ? changed : each))
      : [changed, ...known],
  )
  void client.invalidateQueries({ queryKey })
}

/** Where an export, its `/file` or its `/manifest` is read. */
export function exportPath(
  appId: string,
  exportId: string,
  what: "" | "/file" | "/manifest" | "/cancel",
  key: string | null,
): string {
  const path = `${pathOf(appId)}/${encodeURIComponent(exportId.toWellFormed())}${what}`
  return key === null ? path : `${path}?${new URLSearchParams({ key })}`
}
