import type { NewView, SavedView, SavedViews, ViewChange } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { request } from "./request.ts"
import { workspacePath } from "./workspace-path.ts"

const pathOf = (appId: string) => `${workspacePath(appId)}/views`

/** The named views of a workspace that this person may see, by name. */
export const viewsQuery = (appId: string) =>
  queryOptions({
    queryKey: ["views", appId],
    queryFn: async ({ signal }) => (await request<SavedViews>(pathOf(appId), { signal })).views,
    staleTime: 30_000,
  })

export const keepView = (appId: string, body: NewView) =>
  request<SavedView>(pathOf(appId), { method: "POST", body })

export const changeView = (appId: string, id: string, body: ViewChange) =>
  request<SavedView>(`${pathOf(appId)}/${id}`, { method: "PATCH", body })

export const deleteView = (appId: string, id: string) =>
  request<null>(`${pathOf(appId)}/${id}`, { method: "DELETE" })
