import type { Cursor } from "../db/cursor.ts"
import { ApiError } from "./api-error.ts"
import { type CursorScope, readCursor, writeCursor } from "./cursor.ts"
import type { Services } from "./services.ts"

/** What a page of a list is asked for with. */
interface PageQuery {
  /** The cursor of the page before; the first page has none. */
  before?: string
  size: number
}

/** A page's rows weigh no more, but that it has one in any case. Usual pages weigh a tenth of it. */
const heaviestPage = 256 * 1024

function rowsWithin(weights: readonly number[]): number {
  let sum = 0
  for (const [i, weight] of weights.entries()) {
    sum += weight
    if (sum > heaviestPage && i > 0) return i
  }
  return weights.length
}

/** One page of a list, and the cursor of the next; null where it is the last. */
export interface ListPage<Row> {
  rows: Row[]
  next: string | null
}

/**
 * Reads a page of a list and says whether there is another.
 * @param read rows after a cursor, so many at most; it is asked for one more than the page has. It may end behind the row with
 *   which they weigh more than `heaviest`
 * @param weightOf about how many bytes a row is in the answer: a page of heavy rows ends early, and says where the next begins
 * @param placeOf where the next page begins, when a row is the last of this one
 * @throws ApiError 422 for a `before` that is no cursor of this list
 */
export async function listPage<Row>(
  { cursorKey }: Pick<Services, "cursorKey">,
  scope: CursorScope,
  { before, size }: PageQuery,
  read: (after: Cursor | null, size: number, heaviest: number) => Promise<Row[]>,
  placeOf: (row: Row) => Cursor,
  weightOf: (row: Row) => number = () => 0,
): Promise<ListPage<Row>> {
  const after = before === undefined ? null : readCursor(cursorKey, scope, before)
  if (before !== undefined && !after) {
    throw new ApiError(
      422,
      "invalid",
      "before is no cursor of this list; it takes `next` of the last answer.",
    )
  }
  const found = await read(after, size + 1, heaviestPage)
  const rows = found.slice(0, Math.min(size, rowsWithin(found.map(weightOf))))
  const last = found.length > rows.length ? rows.at(-1) : undefined
  return { rows, next: last ? writeCursor(cursorKey, scope, placeOf(last)) : null }
}
