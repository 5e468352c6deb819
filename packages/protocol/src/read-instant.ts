const form = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|([+-]\d{2}):?(\d{2}))?)?$/

/**
 * Reads an ISO 8601 day, which is its midnight in UTC, or a time, to the millisecond. A time that names no zone is one in
 * UTC, wherever the server stands.
 * @returns null for everything else: `new Date` would make 2001 of "room 1", and the 3rd of March of 31 February
 */
export function readInstant(text: string): Date | null {
  const [, year, month, day, time = "00:00", hours = "+00", minutes = "00"] = form.exec(text) ?? []
  const isDay = day !== undefined && Number(day) <= daysIn(Number(year), Number(month))
  const date = new Date(isDay ? `${year}-${month}-${day}T${time}${hours}:${minutes}` : Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}

/** @param month from 1; what is none has no days that count, `Date` itself refuses it */
function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Whether a time is written so that every program reads the same one: a day alone, or a time with its zone. */
export const isPlainTime = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/.test(text)
