import type { Mode } from "@holdfast/protocol"
import type { DeliveredEvent } from "@holdfast/protocol/dashboard"
import type { ChangeCursor } from "../session/change/read-changes.ts"

/** What an endpoint hears of. */
interface Listening {
  modes: readonly Mode[]
  events: readonly DeliveredEvent[]
  /** Nothing from before it was made: up to this change. */
  after_change: ChangeCursor
}

/** A session that is completed now, with its number of now. */
interface Completed {
  mode: Mode
  sequence: number
}

/** Where in the log a session was completed for the first time and for the last; null where that is older than the log. */
export interface Completions {
  first: ChangeCursor
  last: ChangeCursor
}

export type SessionEvent = "session" | "session.updated"

/**
 * The event by which an endpoint is told of a session that is completed now; null where it is not. A session may be taken up again
 * and completed once more. `session` is the first that an endpoint hears of one that was completed since it was made. `session.updated`
 * is every change after the first completion, the next one included. The log alone decides, and not which changes are
 * read together.
 * @param read the changes of the session that were read now
 * @param told the highest number of the session that the endpoint was told of; null where it was told of none
 */
export function eventFor(
  { modes, events, after_change }: Listening,
  { mode, sequence }: Completed,
  read: readonly ChangeCursor[],
  completions: Completions | null,
  told: number | null,
): SessionEvent | null {
  if (!modes.includes(mode) || (told ?? 0) >= sequence) return null
  const made = BigInt(after_change)
  const isCompletedSince = completions !== null && BigInt(completions.last) > made
  if (events.includes("session") && told === null && isCompletedSince) return "session"
  const first = completions === null ? 0n : BigInt(completions.first)
  const isChangedSince = read.some((each) => BigInt(each) > made && BigInt(each) > first)
  return events.includes("session.updated") && isChangedSince ? "session.updated" : null
}
