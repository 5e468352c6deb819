/**
 * Full calendar months from the start of a subscription to the time of a session, both in UTC: 31 January to 29
 * February is none, to 2 March is one. A start that lies after the session (a wrong clock) is an age of none.
 */
export function subscriptionAgeMonths(start: Date, at: Date): number {
  const months = (at.getUTCFullYear() - start.getUTCFullYear()) * 12 + at.getUTCMonth() - start.getUTCMonth()
  const intoMonth = (date: Date) => date.getTime() - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
  return Math.max(0, intoMonth(at) < intoMonth(start) ? months - 1 : months)
}
