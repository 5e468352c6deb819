import { addDays, addMonths, type Day, dayOf, startOfDay } from "./day.ts"

/** The ranges offered by name. They end today and move with the calendar. */
export const quickRanges = [
  { id: "7d", label: "Last 7 days", firstDay: (today: Day) => addDays(today, -6) },
  { id: "30d", label: "Last 30 days", firstDay: (today: Day) => addDays(today, -29) },
  { id: "90d", label: "Last 90 days", firstDay: (today: Day) => addDays(today, -89) },
  { id: "6m", label: "Last 6 months", firstDay: (today: Day) => addDays(addMonths(today, -6), 1) },
  { id: "1y", label: "Last Year", firstDay: (today: Day) => addDays(addMonths(today, -12), 1) },
] as const

type QuickRangeId = (typeof quickRanges)[number]["id"]

/**
 * Chosen by name, or by first and last day (both included). A link may name instants instead (`to` is not included), as that
 * of a figure does whose day is of another time zone.
 */
export type DateRange =
  | { kind: "quick"; id: QuickRangeId }
  | { kind: "own"; first: Day; last: Day }
  | { kind: "exact"; from: string; to: string }

export const defaultRange = { kind: "quick", id: "90d" } as const satisfies DateRange

export const isDefaultRange = (range: DateRange): boolean =>
  range.kind === "quick" && range.id === defaultRange.id

export function isQuickRangeId(text: string): text is QuickRangeId {
  return quickRanges.some((range) => range.id === text)
}

/** First and last day of a range, both included. */
export function daysOf(range: DateRange, today: Day): { first: Day; last: Day } {
  if (range.kind === "own") return { first: range.first, last: range.last }
  if (range.kind === "exact") {
    return { first: dayOf(new Date(range.from)), last: dayOf(new Date(Date.parse(range.to) - 1)) }
  }
  const quick = quickRanges.find((each) => each.id === range.id) ?? quickRanges[2]
  return { first: quick.firstDay(today), last: today }
}

/** What the API takes: `from` is the start of the first day, `to` the start of the day after the last one. */
export function instantsOf(range: DateRange, today: Day): { from: string; to: string } {
  if (range.kind === "exact") return { from: range.from, to: range.to }
  const { first, last } = daysOf(range, today)
  return { from: startOfDay(first).toISOString(), to: startOfDay(addDays(last, 1)).toISOString() }
}

/** The days of a range as short as they can be said: `26 Aug – 23 Nov`, with years where one is not this year. */
export function daysPhrase(range: DateRange, today: Day): string {
  const { first, last } = daysOf(range, today)
  const thisYear = today.slice(0, 4)
  const hasYear = first.slice(0, 4) !== thisYear || last.slice(0, 4) !== thisYear
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    ...(hasYear ? { year: "numeric" as const } : {}),
  })
  const [from, to] = [format.format(startOfDay(first)), format.format(startOfDay(last))]
  return from === to ? from : `${from} – ${to}`
}

/** `Last 90 days`, or the days themselves for a range of one's own. */
export function rangeLabel(range: DateRange, today: Day): string {
  if (range.kind !== "quick") return daysPhrase(range, today)
  return quickRanges.find((each) => each.id === range.id)?.label ?? daysPhrase(range, today)
}

/** The range between two instants: by days where they are the viewer's midnights. */
export function rangeBetween(from: string, to: string): DateRange {
  const [start, end] = [new Date(from), new Date(to)]
  const isMidnight = (instant: Date) => startOfDay(dayOf(instant)).getTime() === instant.getTime()
  if (!isMidnight(start) || !isMidnight(end)) return { kind: "exact", from, to }
  return { kind: "own", first: dayOf(start), last: addDays(dayOf(end), -1) }
}

/** The parts of an address that name a range; none for the usual one. The opposite of `readRange`. */
export function writeRange(range: DateRange): Record<string, string> {
  if (range.kind === "own") return { from: range.first, to: range.last }
  if (range.kind === "exact") return { from: range.from, to: range.to }
  return isDefaultRange(range) ? {} : { range: range.id }
}
