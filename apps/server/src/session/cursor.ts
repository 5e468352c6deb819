/** The last row that a reader has; the next page begins after it. */
export interface Cursor {
  createdAt: Date
  id: string
}

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(`${cursor.createdAt.getTime()} ${cursor.id}`).toString("base64url")

/** null for a text that is no cursor of ours. */
export function readCursor(text: string): Cursor | null {
  const parts = /^(\d{1,15}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(text, "base64url").toString("utf8"),
  )
  return parts?.[1] && parts[2] ? { createdAt: new Date(Number(parts[1])), id: parts[2] } : null
}
