/**
 * The bounce rule. Metrics take one session per customer per 24 hours, the most relevant one; every other
 * session within 24 hours of it is set aside and remembers the winner that replaced it.
 */

/** Exactly this far apart still bounces; a millisecond more does not. */
export const bounceWindowMs = 24 * 60 * 60 * 1000

/** What the rule needs to know of a settled session. All of one customer in one mode; open ones wait. */
export interface SettledSession {
  id: string
  /** Epoch milliseconds. */
  createdAt: number
  isDecision: boolean
}

/** A decision before an abandonment; among equals the later one, by creation time and then by id. */
function byRelevance(a: SettledSession, b: SettledSession): number {
  if (a.isDecision !== b.isDecision) return a.isDecision ? -1 : 1
  if (a.createdAt !== b.createdAt) return b.createdAt - a.createdAt
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0
}

/**
 * Decides every session of the set: the id of the winner that set it aside, or null for a winner.
 * The answer depends on the set alone, never on its order.
 */
export function decideBounces(sessions: readonly SettledSession[]): Map<string, string | null> {
  const inTime = [...sessions].sort((a, b) => a.createdAt - b.createdAt)
  const decided = new Map<string, string | null>()
  for (const winner of [...sessions].sort(byRelevance)) {
    if (decided.has(winner.id)) continue
    decided.set(winner.id, null)
    for (let i = firstAtOrAfter(inTime, winner.createdAt - bounceWindowMs); i < inTime.length; i++) {
      const other = inTime[i] as SettledSession
      if (other.createdAt > winner.createdAt + bounceWindowMs) break
      if (!decided.has(other.id)) decided.set(other.id, winner.id)
    }
  }
  return decided
}

/** The index of the first session created at or after `time`. */
function firstAtOrAfter(inTime: readonly SettledSession[], time: number): number {
  let low = 0
  let high = inTime.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((inTime[middle] as SettledSession).createdAt < time) low = middle + 1
    else high = middle
  }
  return low
}
