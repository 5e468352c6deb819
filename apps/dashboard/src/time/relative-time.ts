import { dayOf } from "./day.ts"

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" })

/**
 * How long ago, as a person says it: `just now`, `5 minutes ago`, `yesterday`, `3 weeks ago`. "Yesterday" is the
 * viewer's calendar day. A clock that runs a little ahead of ours still reads `just now`.
 */
export function relativeTime(instant: Date, now: Date): string {
  const elapsedMs = now.getTime() - instant.getTime()
  if (Math.abs(elapsedMs) < minuteMs) return "just now"
  if (Math.abs(elapsedMs) < hourMs) return words.format(-Math.trunc(elapsedMs / minuteMs), "minute")
  const days = calendarDaysBetween(instant, now)
  if (days === 0 || Math.abs(elapsedMs) < 6 * hourMs) {
    return words.format(-Math.trunc(elapsedMs / hourMs), "hour")
  }
  const size = Math.abs(days)
  if (size < 14) return words.format(-days, "day")
  if (size < 60) return words.format(-Math.trunc(days / 7), "week")
  if (size < 365) return words.format(-Math.trunc(days / 30.4375), "month")
  return words.format(-Math.trunc(days / 365.25) || -Math.sign(days), "year")
}

/** Midnights that lie between two instants where the viewer is. */
function calendarDaysBetween(from: Date, to: Date): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / dayMs)
}
