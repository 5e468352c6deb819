import { type Cursor, type CursorScope, readCursor } from "../session/cursor.ts"
import { ApiError } from "./api-error.ts"
import type { Services } from "./services.ts"

/**
 * The `before` of a list that has one order.
 * @throws ApiError 422 for a text that is no cursor of this list
 */
export function pageCursor(
  { cursorKey }: Services,
  scope: CursorScope,
  before: string | undefined,
): Cursor | null {
  if (before === undefined) return null
  const cursor = readCursor(cursorKey, scope, before)
  if (cursor) return cursor
  throw new ApiError(422, "invalid", "before is no cursor of this list; it takes `next` of the last answer.")
}
