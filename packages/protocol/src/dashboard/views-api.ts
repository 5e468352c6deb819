/** Views of the Activity Stream that a person has named. Times are ISO 8601 in UTC. */

/** One view as the person who asks may see it. */
export interface SavedView {
  id: string
  name: string
  /** The view's address: a query string such as `mode=test&range=7d`, without the workspace. */
  search: string
  /** Whether everybody in the workspace sees it, or its owner alone. */
  isShared: boolean
  /** Whether the person who asks is its owner: only they change it. */
  isMine: boolean
  /** The owner's name; null for somebody who is gone. */
  ownerName: string | null
  createdAt: string
  updatedAt: string
}

/** `GET /api/workspaces/:appId/views`: one's own and the shared ones, by name. */
export interface SavedViews {
  views: SavedView[]
}

/** `POST /api/workspaces/:appId/views`, which answers 201 and the `SavedView`. */
export interface NewView {
  /** 1 to 80 characters, unlike the person's other views, whatever its case. */
  name: string
  /** At most 8,000 characters. */
  search: string
  isShared?: boolean
}

/** `PATCH /api/workspaces/:appId/views/:viewId`, which answers the `SavedView`. What is left out stays. */
export type ViewChange = Partial<NewView>
