import { subscriptionAgeMonths } from "@holdfast/protocol"

/**
 * How long the customer had been subscribed when the session began: `2 yr 3 mo`, `11 months`, `12 days`, in the full
 * months that the filters count by. Null when either time cannot be read or the subscription begins after the session.
 */
export function subscriptionAge(since: Date, at: Date): string | null {
  const months = subscriptionAgeMonths(since, at)
  if (Number.isNaN(months) || since.getTime() > at.getTime()) return null
  if (months >= 12) {
    const [years, rest] = [Math.floor(months / 12), months % 12]
    return rest === 0 ? plural(years, "year") : `${years} yr ${rest} mo`
  }
  if (months >= 1) return plural(months, "month")
  const days = Math.floor((at.getTime() - since.getTime()) / (24 * 60 * 60 * 1000))
  return days >= 1 ? plural(days, "day") : "less than a day"
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`
}
