import type { AbTestState } from "@holdfast/protocol/flow"

/** What says in which state a test is, as it was written last. */
export interface TimedTest {
  state: AbTestState
  /** null for a draft. */
  enrolmentEndsAt: Date | null
  trackingDays: number
}

const dayMs = 24 * 3600 * 1000

/** When the time of the last customer is over who may have come into a test. */
export const trackingEndsAt = (enrolmentEndsAt: Date, trackingDays: number): Date =>
  new Date(enrolmentEndsAt.getTime() + trackingDays * dayMs)

/**
 * The state in which a test is by now: time ends its enrolment and then its tracking, whether or not a server ran that
 * wrote it down. Everybody who asks for the state asks this.
 */
export function stateAt({ state, enrolmentEndsAt, trackingDays }: TimedTest, now: Date): AbTestState {
  const isMovedByTime = state === "enrolling" || state === "tracking"
  if (!isMovedByTime || !enrolmentEndsAt) return state
  if (state === "enrolling" && now < enrolmentEndsAt) return "enrolling"
  return now < trackingEndsAt(enrolmentEndsAt, trackingDays) ? "tracking" : "awaiting_decision"
}
