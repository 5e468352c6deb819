import type { PlanPeriod, StreamRow } from "@holdfast/protocol/dashboard"

/** A session with the plan that its customer had. */
export type PlanSighting = Pick<StreamRow, "createdAt" | "price" | "billing" | "onTrial"> & {
  planId: string | null
}

/**
 * What a customer paid for over time, newest first. Sessions that know nothing of it neither begin nor end a period.
 * @param newestFirst in the order of a list of sessions
 */
export function planPeriods(newestFirst: readonly PlanSighting[]): PlanPeriod[] {
  const periods: PlanPeriod[] = []
  for (const { createdAt, planId, price, billing, onTrial } of newestFirst) {
    if (planId === null && price === null) continue
    const later = periods.at(-1)
    if (later && termsOf(later) === termsOf({ planId, price, billing, onTrial }))
      later.firstSeenAt = createdAt
    else periods.push({ planId, price, billing, onTrial, firstSeenAt: createdAt, lastSeenAt: createdAt })
  }
  return periods
}

const termsOf = ({ planId, price, billing, onTrial }: Omit<PlanSighting, "createdAt">) =>
  JSON.stringify([planId, price?.amountMinor, price?.currency, billing?.interval, billing?.count, onTrial])
