import type { Day } from "../time/day.ts"

/** By what the points of a chart over time are gathered. */
export type TimeUnit = "day" | "week" | "month"

export interface TimeTick {
  /** Of the point that it stands at. */
  place: number
  label: string
}

type Picks = (day: Day, place: number, before: Day | undefined) => boolean

const isMonday = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1
const yearOf = (day: Day) => Number(day.slice(0, 4))
const monthOf = (day: Day) => Number(day.slice(5, 7))
/** The first point of a month whose number can be divided so. A range's first point begins one only on its first day. */
const monthStart =
  (every: number): Picks =>
  (day, _place, before) => {
    const isFirst = before === undefined ? day.endsWith("-01") : before.slice(0, 7) !== day.slice(0, 7)
    return isFirst && (monthOf(day) - 1) % every === 0
  }
const yearStart =
  (every: number): Picks =>
  (day, place, before) =>
    monthStart(12)(day, place, before) && yearOf(day) % every === 0

interface Step {
  picks: Picks
  /** By what the points may be gathered; left out, by anything. */
  units?: readonly TimeUnit[]
  isMonth: boolean
}

/** From fine to coarse. */
const steps: readonly Step[] = [
  { picks: () => true, isMonth: false },
  { picks: (_, place) => place % 2 === 0, units: ["day", "week"], isMonth: false },
  { picks: isMonday, units: ["day"], isMonth: false },
  { picks: (day, place) => isMonday(day) && place % 14 < 7, units: ["day"], isMonth: false },
  ...[1, 2, 3, 6].map((every) => ({ picks: monthStart(every), isMonth: true })),
  ...[1, 2, 5, 10, 50].map((every) => ({ picks: yearStart(every), isMonth: true })),
]

/**
 * Which points of a chart over time get a word under them, at most so many: every day, Mondays, firsts of months, of
 * quarters, of years. Days are those of the calendar, so that a change to summer time moves nothing.
 * @param days the first day of each point, in order
 */
export function timeTicks(days: readonly Day[], unit: TimeUnit, most: number): TimeTick[] {
  for (const { picks, units, isMonth } of steps) {
    if (units && !units.includes(unit)) continue
    const places = days.flatMap((day, place) => (picks(day, place, days[place - 1]) ? [place] : []))
    if (places.length === 0 || places.length > most) continue
    const asMonths = isMonth || unit === "month"
    return places.map((place, at) => {
      const day = days[place] ?? ""
      return { place, label: asMonths ? monthLabel(day, at === 0) : dayLabel(day) }
    })
  }
  return days.length === 0 ? [] : [{ place: 0, label: dayLabel(days[0] ?? "") }]
}

const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" })
const months = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" })
const noon = (day: Day) => new Date(`${day}T12:00:00Z`)

const dayLabel = (day: Day) => days.format(noon(day))
/** The year is said where it begins, and once at the beginning. */
const monthLabel = (day: Day, isFirst: boolean) =>
  monthOf(day) === 1 || isFirst ? `${months.format(noon(day))} ${yearOf(day)}` : months.format(noon(day))
