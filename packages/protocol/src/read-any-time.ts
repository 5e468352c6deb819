import { readInstant } from "./read-instant.ts"

/** Between these, seconds and milliseconds since 1970 cannot be mistaken for each other. */
const [earliest, latest] = [Date.UTC(2000, 0), Date.UTC(2200, 0)]

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
const monthName = "(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
const clock = "(?:[T ]+(\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?))?"
const zone = "(?: ?(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?))?"

/** `2025-01-05`, `2025/01/05`, with a time or without, behind a T or a blank. */
const inNumbers = new RegExp(`^(\\d{4})([-/])(\\d{2})\\2(\\d{2})${clock}${zone}$`, "i")
/** `Sun, 05 Jan 2025 10:00:00 +0200`, `5 January 2025`. */
const dayFirst = new RegExp(`^(?:[a-z]{3,9},? )?(\\d{1,2}) ${monthName},? (\\d{4})${clock}${zone}$`, "i")
/** `Jan 5, 2025`, `January 5 2025 10:00`. */
const monthFirst = new RegExp(`^(?:[a-z]{3,9},? )?${monthName} (\\d{1,2}),? (\\d{4})${clock}${zone}$`, "i")

/**
 * Reads a time in any spelling that has one meaning: ISO 8601 with a blank for the T or without a zone (which is UTC),
 * as mails and as people write it, and seconds or milliseconds since 1970. `03/04/2025` has two meanings.
 * @returns null for everything else, and for a day that no calendar has
 */
export function readAnyTime(value: unknown): Date | null {
  if (typeof value === "number") return readEpoch(value)
  if (typeof value !== "string") return null
  const text = value.trim().replace(/\s+/g, " ")
  if (/^\d{9,13}$/.test(text)) return readEpoch(Number(text))
  const numbers = inNumbers.exec(text)
  if (numbers) return readParts(numbers[1], numbers[3], numbers[4], numbers[5], numbers[6])
  const day = dayFirst.exec(text)
  if (day) return readParts(day[3], monthOf(day[2]), day[1], day[4], day[5])
  const month = monthFirst.exec(text)
  if (month) return readParts(month[3], monthOf(month[1]), month[2], month[4], month[5])
  return readInstant(text)
}

/** Seconds or milliseconds since 1970, of a time between 2000 and 2200; null for any other number. */
export function readEpoch(value: number): Date | null {
  const ms = [value, value * 1000].find((time) => time >= earliest && time < latest)
  return ms === undefined ? null : new Date(ms)
}

const monthOf = (name: string | undefined) =>
  String(months.indexOf(name?.slice(0, 3).toLowerCase() ?? "") + 1)

function readParts(year = "", month = "", day = "", time = "00:00", zoneText = "Z"): Date | null {
  const [, hours, minutes = "00"] = /^([+-]\d{2}):?(\d{2})?$/.exec(zoneText) ?? []
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  const clockTime = /^\d:/.test(time) ? `0${time}` : time
  return readInstant(`${date}T${clockTime}${hours === undefined ? "Z" : `${hours}:${minutes}`}`)
}
