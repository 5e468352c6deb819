import type { StreamRow } from "@holdfast/protocol/dashboard"
import { queryOptions } from "@tanstack/react-query"
import { addPage, type ShownStream } from "../api/shown-stream.ts"
import { fetchMore, type StreamScope, streamQuery } from "../api/stream.ts"

/** The sessions of a list beside one of it. */
export interface ListNeighbours {
  /** Nearer to the top. */
  before: StreamRow | null
  next: StreamRow | null
  /** From 1. */
  place: number
}

/** Of a list that nobody has open so many rows are looked at. */
const mostRows = 300

/**
 * What stands beside a session in a list, as its reader has it: rows that were loaded count, and more are loaded where the session is the
 * last of them. Null where it is not in the list, or further down than anybody scrolls.
 */
export function listNeighboursQuery(scope: StreamScope, sessionId: string) {
  return queryOptions({
    queryKey: ["list-neighbours", scope, sessionId],
    queryFn: async ({ client }): Promise<ListNeighbours | null> => {
      const list = streamQuery(scope)
      let shown: ShownStream = await client.ensureQueryData(list)
      while (isOpenEnded(shown, sessionId)) {
        const page = await fetchMore(scope, shown.next ?? "")
        shown = addPage(client.getQueryData<ShownStream>(list.queryKey) ?? shown, page)
        client.setQueryData<ShownStream>(list.queryKey, shown)
      }
      return neighboursIn(shown.rows, sessionId)
    },
  })
}

function isOpenEnded({ rows, next }: ShownStream, sessionId: string): boolean {
  const place = rows.findIndex(({ id }) => id === sessionId)
  return next !== null && (place < 0 ? rows.length < mostRows : place === rows.length - 1)
}

export function neighboursIn(rows: readonly StreamRow[], sessionId: string): ListNeighbours | null {
  const place = rows.findIndex(({ id }) => id === sessionId)
  if (place < 0) return null
  return { before: rows[place - 1] ?? null, next: rows[place + 1] ?? null, place: place + 1 }
}
