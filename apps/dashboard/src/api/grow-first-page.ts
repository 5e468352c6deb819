import type { StreamPage } from "@holdfast/protocol"

/** Rows at first, and rows more for each Load More. */
export const rowsPerPage = 10

/** The most the server answers at once. */
const largestPage = 100

/** Room for what is shown and for as many new sessions again. */
export function firstPageSize(shown: StreamPage | undefined): number {
  return shown ? Math.min(largestPage, shown.sessions.length + rowsPerPage) : rowsPerPage
}

/**
 * The first page after a refresh: new sessions, then all that was shown, ending at the same row and with the same
 * cursor, so that the pages after it stay as they are. Where that row is gone the fresh page stands as it came.
 */
export function growFirstPage(shown: StreamPage | undefined, fresh: StreamPage): StreamPage {
  const lastShown = shown?.sessions.at(-1)
  if (!shown || shown.next === null || !lastShown) return fresh
  const end = fresh.sessions.findIndex(({ id }) => id === lastShown.id)
  return end === -1 ? fresh : { sessions: fresh.sessions.slice(0, end + 1), next: shown.next }
}
