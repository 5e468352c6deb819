import type { StreamPage, StreamRow } from "@holdfast/protocol/dashboard"
import { type FreshStream, isAbove, type ShownStream } from "./shown-stream.ts"

/** Rows more for each Load More, and room for as many new ones when the rows shown are read again. */
export const rowsPerPage = 10

/** The most the server answers at once. */
const largestPage = 100

/** Which part of the stream. `to` is an instant that the sessions lie before, where the view's own end is too late. */
export interface Cut {
  before: string | null
  size: number
  to?: string
}

/**
 * Reads again everything from the top down to the last row shown, a hundred at a time. When more than a hundred arrived
 * above the rows, what lies between those and the rows is left out.
 */
export async function fetchFresh(
  shown: ShownStream,
  fetchPage: (cut: Cut) => Promise<StreamPage>,
): Promise<FreshStream> {
  const [first, last] = [shown.rows.at(0), shown.rows.at(-1)]
  const reaches = (page: StreamPage, row: StreamRow | undefined) =>
    page.next === null || !row || page.sessions.some((session) => !isAbove(session, row))
  const size = Math.min(largestPage, shown.rows.length + shown.arrived.length + rowsPerPage)
  let top = await fetchPage({ before: null, size })
  if (!reaches(top, first)) top = await fetchPage({ before: null, size: largestPage })
  const hasGap = !reaches(top, first)
  const below = hasGap && first ? { to: justAfter(first) } : {}
  let page = hasGap ? await fetchPage({ before: null, size: largestPage, ...below }) : top
  const sessions = hasGap ? [...top.sessions, ...page.sessions] : [...top.sessions]
  while (!reaches(page, last)) {
    page = await fetchPage({ before: page.next, size: largestPage, ...below })
    sessions.push(...page.sessions)
  }
  return { sessions, next: page.next, head: hasGap ? top : null }
}

const justAfter = ({ createdAt }: StreamRow) => new Date(Date.parse(createdAt) + 1).toISOString()
