import { type DateRange, defaultRange, isQuickRangeId } from "./date-range.ts"
import { isDay } from "./day.ts"

/** Days that an address may name. Whether there is anything in them, and how many may be read at once, says the server. */
export const earliestDay = "2000-01-01"
const latestDay = "2999-12-31"

/** An instant as `toISOString` writes it. */
const isInstant = (text: string) => {
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString() === text
}

/** The parts of an address that name days, as they stand there. */
interface RangeParts {
  range?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** The days that an address names: the usual ones where it names none, null where they cannot be read. */
export function readRange({ range, from, to }: RangeParts): DateRange | null {
  if (from === undefined && to === undefined) {
    if (range === undefined) return defaultRange
    return isQuickRangeId(range) ? { kind: "quick", id: range } : null
  }
  if (range !== undefined || from === undefined || to === undefined) return null
  const isKnown = earliestDay <= from && from <= to && to <= latestDay
  if (isInstant(from) && isInstant(to)) return isKnown && from < to ? { kind: "exact", from, to } : null
  if (!isDay(from) || !isDay(to)) return null
  return isKnown ? { kind: "own", first: from, last: to } : null
}
