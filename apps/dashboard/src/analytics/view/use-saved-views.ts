import type { NewView, SavedView, ViewChange } from "@holdfast/protocol/dashboard"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { changeView, deleteView, keepView, viewsQuery } from "../../api/views.ts"
import { keepInTab, readFromTab } from "../../parts/tab-memory.ts"
import { usePlace } from "../../shell/workspace.ts"
import { appliedView } from "./applied-view.ts"
import { readViewAddress, writeViewAddress } from "./view-address.ts"

const route = getRouteApi("/shell/")

/** What a dialog asks about views. */
export type ViewDialog = { kind: "keep" } | { kind: "rename" | "delete"; view: SavedView }

/** The named views of the workspace, the one that is applied, and what can be done; each action rejects with a `Problem`. */
export function useSavedViews() {
  const { workspace } = usePlace()
  const { appId, role } = workspace
  const search = route.useSearch()
  const navigate = useNavigate()
  const client = useQueryClient()
  const views = useQuery(viewsQuery(appId))
  const [lastId, setLastId] = useLastId(appId)
  const address = writeViewAddress({ ...search })

  const setViews = (change: (views: SavedView[]) => SavedView[]) => {
    client.setQueryData(viewsQuery(appId).queryKey, (known: SavedView[] | undefined) => change(known ?? []))
    void client.invalidateQueries(viewsQuery(appId))
  }
  return {
    views: views.data,
    hasFailed: views.isError && !views.data,
    tryAgain: () => void views.refetch(),
    applied: appliedView(views.data ?? [], address, lastId),
    canShare: role !== "viewer",
    canDelete: (view: SavedView) => view.isMine || role === "owner" || role === "admin",
    apply(view: SavedView) {
      setLastId(view.id)
      const parts = readViewAddress(view.search, search.workspace)
      void navigate({ to: "/", search: parts, resetScroll: false })
    },
    async keep({ name, isShared }: Omit<NewView, "search">) {
      const view = await keepView(appId, { name, search: address, isShared: isShared ?? false })
      setViews((known) => [...known, view])
      setLastId(view.id)
    },
    async change(view: SavedView, change: ViewChange) {
      const changed = await changeView(appId, view.id, change)
      setViews((known) => known.map((each) => (each.id === view.id ? changed : each)))
    },
    /** Makes the view what is on the screen now. */
    async update(view: SavedView) {
      await this.change(view, { search: address })
    },
    async remove(view: SavedView) {
      await deleteView(appId, view.id)
      setViews((known) => known.filter(({ id }) => id !== view.id))
    },
  }
}

export type SavedViewsState = ReturnType<typeof useSavedViews>

/** The view that was applied last in this tab, through reloads. */
function useLastId(appId: string): [string | null, (id: string) => void] {
  const key = `holdfast-view-${appId}`
  const [last, setLast] = useState<{ key: string; id: string | null }>(() => ({ key, id: readFromTab(key) }))
  const id = last.key === key ? last.id : readFromTab(key)
  return [
    id,
    (next) => {
      setLast({ key, id: next })
      keepInTab(key, next)
    },
  ]
}
