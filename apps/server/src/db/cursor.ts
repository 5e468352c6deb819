/** The last row that a reader has; the next page begins after it. */
export interface Cursor {
  createdAt: Date
  id: string
}
