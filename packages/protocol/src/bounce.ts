/**
 * The bounce rule. Metrics take one session per customer per 24 hours, the most relevant one; every other
 * session within 24 hours of it is set aside and remembers the winner that replaced it. Sessions that name different
 * subscriptions never set each other aside.
 */

/** Exactly this far apart still bounces; a millisecond more does not. */
export const bounceWindowMs = 24 * 60 * 60 * 1000

/** What the rule needs to know of a settled session. All of one customer in one mode; open ones wait. */
export interface SettledSession {
  id: string
  /** Epoch milliseconds. */
  createdAt: number
  isDecision: boolean
  /** Which of the customer's subscriptions it is about; null where it names none. */
  subscriptionId: string | null
}

/**
 * The number of the rule as it stands here. Sessions that an older one decided are decided again
 * (`decide-again.ts` of the server): 1 knew of no subscriptions.
 */
export const bounceRule = 2

/**
 * Whether two sessions are about the same decision. Somebody who cancels two subscriptions within a day has cancelled
 * twice; a session that names none goes with any.
 */
export const isOfSameSubscription = (a: Subscribed, b: Subscribed): boolean =>
  a.subscriptionId === null || b.subscriptionId === null || a.subscriptionId === b.subscriptionId
type Subscribed = Pick<SettledSession, "subscriptionId">

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
      if (!decided.has(other.id) && isOfSameSubscription(winner, other)) decided.set(other.id, winner.id)
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
