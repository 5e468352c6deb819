import type { StreamPage, StreamRow } from "@holdfast/protocol/dashboard"

/** What a page holds of the stream: the rows that its reader sees, and those that wait to be let in. */
export interface ShownStream {
  /** Newest first. */
  rows: StreamRow[]
  /** The cursor after the last row; null at the end. */
  next: string | null
  /** Sessions that came while the reader read, newest first. */
  arrived: StreamRow[]
  /** There for so many arrivals that they do not reach down to the rows: the cursor after the last one held. */
  gap: string | null
  /** Rows that the last refresh found different. */
  changed: string[]
  /** Rows that were just let in. */
  added: string[]
}

/** What the server says now, from the top down to the last row shown or further. */
export interface FreshStream {
  sessions: StreamRow[]
  /** The cursor after the last of them; null at the end. */
  next: string | null
  /** Where sessions were left out above the rows shown: those before the gap, and the cursor after them. */
  head: StreamPage | null
}

export const firstShown = ({ sessions, next }: StreamPage): ShownStream => ({
  rows: sessions,
  next,
  arrived: [],
  gap: null,
  changed: [],
  added: [],
})

/** Below zero where `a` stands above `b`: newest first, as the server sorts. */
function compare(a: StreamRow, b: StreamRow): number {
  if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt ? -1 : 1
  return a.id === b.id ? 0 : a.id > b.id ? -1 : 1
}

export const isAbove = (a: StreamRow, b: StreamRow): boolean => compare(a, b) < 0

/**
 * Every row shown as it is now, in its place; those that match no longer are gone. New sessions move nothing: they
 * wait, unless there was no row that they could move.
 */
export function refreshShown(shown: ShownStream, fresh: FreshStream): ShownStream {
  if (shown.rows.length === 0) return firstShown(fresh.head ?? fresh)
  const [now, before] = [byId(fresh.sessions), byId(shown.rows)]
  const oldest = fresh.sessions.at(-1)
  const isCovered = (row: StreamRow) => fresh.next === null || (oldest && !isAbove(oldest, row))
  const rows = shown.rows.flatMap((row) => {
    const renewed = now.get(row.id)
    if (renewed) return isDifferent(row, renewed) ? renewed : row
    return isCovered(row) ? [] : row
  })
  const last = shown.rows.at(-1)
  const isNew = (row: StreamRow) =>
    !before.has(row.id) && (shown.next === null || (last !== undefined && isAbove(row, last)))
  return {
    rows,
    next: shown.next ?? fresh.next,
    arrived: fresh.head ? fresh.head.sessions : fresh.sessions.filter(isNew),
    gap: fresh.head ? fresh.head.next : null,
    changed: rows.filter((row) => row !== before.get(row.id)).map(({ id }) => id),
    added: [],
  }
}

/** Lets the waiting sessions in. Too many to hold begin a new list; the rows before them follow with Load More. */
export function letIn({ rows, next, arrived, gap }: ShownStream): ShownStream {
  const added = arrived.map(({ id }) => id)
  if (gap !== null) return { ...firstShown({ sessions: arrived, next: gap }), added }
  const known = byId(arrived)
  const all = [...arrived, ...rows.filter(({ id }) => !known.has(id))].sort(compare)
  return { ...firstShown({ sessions: all, next }), added }
}

/** Ten rows more at the foot. */
export function addPage(shown: ShownStream, { sessions, next }: StreamPage): ShownStream {
  const known = byId([...shown.rows, ...shown.arrived])
  return {
    ...shown,
    rows: [...shown.rows, ...sessions.filter(({ id }) => !known.has(id))],
    next,
    changed: [],
  }
}

const byId = (rows: StreamRow[]) => new Map(rows.map((row) => [row.id, row]))

const isDifferent = (a: StreamRow, b: StreamRow) => JSON.stringify(a) !== JSON.stringify(b)
