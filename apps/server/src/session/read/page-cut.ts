import type { Cursor } from "../../db/cursor.ts"

/** Where a page begins and how long it is. */
export interface PageCut {
  /** The last session that the reader has; null at the beginning. */
  before: Cursor | null
  /** Sessions to leave out first. */
  skip: number
  size: number
}
