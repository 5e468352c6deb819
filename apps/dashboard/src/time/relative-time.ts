import { dayOf } from "./day.ts"

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" })

/** What is further away than this is said as its date, which tells it from its neighbours. */
const mostDays = 7

/**
 * How long ago, as a person says it: `just now`, `5 minutes ago`, `yesterday`, `6 days ago`; before that, and as far
 * ahead, the day: `20 Jan`, with the year where it is another. Days are the viewer's. A clock that runs a little ahead of
 * ours still reads `just now`.
 */
export function relativeTime(instant: Date, now: Date): string {
  const elapsedMs = now.getTime() - instant.getTime()
  if (Math.abs(elapsedMs) < minuteMs) return "just now"
  if (Math.abs(elapsedMs) < hourMs) return words.format(-Math.trunc(elapsedMs / minuteMs), "minute")
  const days = calendarDaysBetween(instant, now)
  if (days === 0 || Math.abs(elapsedMs) < 6 * hourMs) {
    return words.format(-Math.trunc(elapsedMs / hourMs), "hour")
  }
  if (Math.abs(days) <= mostDays) return words.format(-days, "day")
  return shortDate(instant, now)
}

function shortDate(instant: Date, now: Date): string {
  const isThisYear = instant.getFullYear() === now.getFullYear()
  const format: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" }
  return new Intl.DateTimeFormat("en-GB", isThisYear ? format : { ...format, year: "numeric" }).format(
    instant,
  )
}

/** Midnights that lie between two instants where the viewer is. */
function calendarDaysBetween(from: Date, to: Date): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / dayMs)
}
