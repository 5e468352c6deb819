/** A calendar day as `YYYY-MM-DD`, in the viewer's time zone unless said otherwise. */
export type Day = string

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** Year, month (1 to 12) and day of month; null when the text is not a day that exists. */
function partsOf(text: string): [number, number, number] | null {
  const match = pattern.exec(text)
  if (!match) return null
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const probe = new Date(Date.UTC(year, month - 1, date))
  return probe.getUTCMonth() === month - 1 && probe.getUTCDate() === date ? [year, month, date] : null
}

export function isDay(text: string): boolean {
  return partsOf(text) !== null
}

/** The viewer's calendar day at this instant. */
export function dayOf(instant: Date): Day {
  return format(instant.getFullYear(), instant.getMonth() + 1, instant.getDate())
}

/**
 * The instant at which a day begins where the viewer is. On a day whose midnight is skipped by a clock change
 * this is the first instant that exists. Throws on text that is not a day.
 */
export function startOfDay(day: Day): Date {
  const [year, month, date] = known(day)
  return new Date(year, month - 1, date)
}

export function addDays(day: Day, count: number): Day {
  const [year, month, date] = known(day)
  return utcDay(new Date(Date.UTC(year, month - 1, date + count)))
}

/** The same day of another month, or that month's last day where it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = known(day)
  const lastDate = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return utcDay(new Date(Date.UTC(year, month - 1 + count, Math.min(date, lastDate))))
}

function known(day: Day): [number, number, number] {
  const parts = partsOf(day)
  if (!parts) throw new Error(`Not a calendar day: ${day}`)
  return parts
}

function utcDay(date: Date): Day {
  return format(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

function format(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`
}
