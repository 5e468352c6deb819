/** Saves that were followed for so many full days, and then ended, or were not followed any further. */
export interface Followed {
  days: number
  ended: boolean
  count: number
}

export interface HeldRate {
  /** The share that was still subscribed so many days after; null where none was followed for so long. */
  rate: number | null
  /** How many were followed for so long, and had not ended before. */
  followed: number
}

/**
 * The share of saves that held for so many days, by Kaplan and Meier: of those that were still followed on each day, the
 * share that did not end on it, multiplied. A save that is 10 days old counts for these 10 days, and says nothing about
 * the thirtieth.
 */
export function heldRate(saves: readonly Followed[], days: number): HeldRate {
  const atRiskOn = (day: number) =>
    saves.reduce((sum, save) => (save.days >= day ? sum + save.count : sum), 0)
  const endsOn = new Map<number, number>()
  for (const { days: day, ended, count } of saves)
    if (ended && day < days) endsOn.set(day, (endsOn.get(day) ?? 0) + count)
  let rate = 1
  for (const [day, ends] of endsOn) rate *= 1 - ends / atRiskOn(day)
  const followed = atRiskOn(days)
  // where all of them have ended before, that is known as well
  return { rate: followed > 0 || rate === 0 ? rate : null, followed }
}
