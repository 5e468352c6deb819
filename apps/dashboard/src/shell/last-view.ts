import { readAddress, writeAddress } from "../address.ts"
import type { ViewSearch } from "../analytics/view/view.ts"
import { keepInTab, readFromTab } from "../parts/tab-memory.ts"

const key = "holdfast-last-view"

/** Remembers which view of the stream this tab shows, for the way back from the pages behind it. */
export function rememberView(search: ViewSearch): void {
  keepInTab(key, writeAddress(search))
}

/** The view that one came from, as the search part of its address; null where this tab showed none of the workspace. */
export function lastView(appId: string): ViewSearch | null {
  const search = readAddress(readFromTab(key) ?? "")
  return search.workspace === appId ? search : null
}

/** For whoever comes by a link, from no view. */
export function forgetLastView(): void {
  keepInTab(key, null)
}
