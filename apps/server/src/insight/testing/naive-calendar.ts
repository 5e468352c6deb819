import type { Comparison, InsightUnit } from "@holdfast/protocol/dashboard"
import { timeLabel } from "../../session/testing/naive-sessions.ts"

const hourMs = 3600 * 1000
const dayMs = 24 * hourMs

const wallFormats = new Map<string, Intl.DateTimeFormat>()

function wallFormat(timeZone: string): Intl.DateTimeFormat {
  const known = wallFormats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  })
  wallFormats.set(timeZone, format)
  return format
}

/** What the clock on the wall shows, as if it were UTC. */
function wallAt(instantMs: number, timeZone: string): number {
  const parts = wallFormat(timeZone).formatToParts(instantMs)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const ms = ((instantMs % 1000) + 1000) % 1000
  return (
    Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) + ms
  )
}

/** When the clock on the wall shows it: the second time where it does so twice, and as before the change where it never does. */
function instantAt(wallMs: number, timeZone: string): number {
  const offset = (at: number) => wallAt(at, timeZone) - at
  const [before, after] = [wallMs - offset(wallMs - dayMs), wallMs - offset(wallMs + dayMs)]
  return wallAt(after, timeZone) === wallMs ? after : before
}

/** The span with which one is compared, by the clock on the wall. */
export function naiveCompared(
  { from, to }: { from: Date; to: Date },
  comparison: Comparison,
  timeZone: string,
): { from: Date; to: Date } {
  const [first, last] = [wallAt(from.getTime(), timeZone), wallAt(to.getTime(), timeZone)]
  const back = (wallMs: number): number => {
    if (comparison === "previous") return wallMs - (last - first)
    if (comparison === "weekdays") return wallMs - Math.ceil((last - first) / (7 * dayMs)) * 7 * dayMs
    const date = new Date(wallMs)
    date.setUTCFullYear(date.getUTCFullYear() - 1)
    // no 29th of February a year before: its last day
    if (date.getUTCDate() !== new Date(wallMs).getUTCDate()) date.setUTCDate(0)
    return date.getTime()
  }
  return { from: new Date(instantAt(back(first), timeZone)), to: new Date(instantAt(back(last), timeZone)) }
}

export function naiveUnit(from: Date, to: Date): InsightUnit {
  const days = (to.getTime() - from.getTime()) / dayMs
  return days <= 46 ? "day" : days <= 280 ? "week" : "month"
}

/** The days, weeks or months that a span touches: no day is shorter than the steps in which it is walked through. */
export function naiveLabels(from: Date, to: Date, unit: InsightUnit, timeZone: string): string[] {
  const labels = new Set<string>()
  for (let at = from.getTime(); at < to.getTime(); at += 6 * hourMs)
    labels.add(timeLabel(new Date(at), unit, timeZone))
  if (from < to) labels.add(timeLabel(new Date(to.getTime() - 1), unit, timeZone))
  return [...labels]
}

/** The day that lies so many days before the one of an instant. */
export function naiveDayBefore(at: Date, days: number, timeZone: string): string {
  const day = new Date(`${timeLabel(at, "day", timeZone)}T00:00:00Z`)
  return new Date(day.getTime() - days * dayMs).toISOString().slice(0, 10)
}
