import type { SavedView } from "@holdfast/protocol/dashboard"

export interface AppliedView {
  view: SavedView
  /** The address is no longer the view's. */
  isEdited: boolean
}

/**
 * The view that is applied now: one whose address this is, or else the one that was applied last and was edited since.
 * The plain address is nobody's edit.
 */
export function appliedView(views: SavedView[], address: string, lastId: string | null): AppliedView | null {
  const last = views.find(({ id }) => id === lastId)
  if (last?.search === address) return { view: last, isEdited: false }
  const view = views.find(({ search }) => search === address)
  if (view) return { view, isEdited: false }
  return last && address !== "" ? { view: last, isEdited: true } : null
}
