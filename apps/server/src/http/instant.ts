import { readAnyTime } from "@holdfast/protocol"
import { ApiError } from "./api-error.ts"

/**
 * A time of a query in any usual spelling: a day, which is its midnight in UTC, a month or a year, which is its first
 * day, or an instant.
 * @throws ApiError 422 that names the parameter
 */
export function instant(name: string, value: string | undefined): Date | undefined {
  if (value === undefined) return undefined
  const date = readAnyTime(inFull(value))
  // an offset may lead out of the years that have four digits
  const year = date?.getUTCFullYear() ?? 0
  if (date && year >= 1 && year <= 9999) return date
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
  throw refused(
    `${name} is "${shown}"; it takes an ISO 8601 day or time, such as 2026-08-31 or 2026-08-31T12:00:00Z.`,
  )
}

/** The plus of an offset that was not escaped comes as a blank; a month or a year begins on its first day. */
const inFull = (text: string): string =>
  text
    .trim()
    .replace(/(:\d{2}(?:\.\d+)?) (\d{2}:?\d{2})$/, "$1+$2")
    .replace(/^(\d{4})(?:[-/](\d{2}))?$/, (_, year: string, month = "01") => `${year}-${month}-01`)

/**
 * Both ends of a range, each optional; without one of them it is open.
 * @throws ApiError 422 for an end that is no time, and for a range that is upside down or a hundred years wide
 */
export function instants(
  [startName, start]: [name: string, value: string | undefined],
  [endName, end]: [name: string, value: string | undefined],
): [start: Date | undefined, end: Date | undefined] {
  const [from, to] = [instant(startName, start), instant(endName, end)]
  if (!from || !to) return [from, to]
  if (from > to) throw refused(`${startName} is after ${endName}; the range is upside down.`)
  if (to >= aHundredYearsAfter(from)) {
    throw refused(`${startName} and ${endName} are a hundred years apart or more; a range takes less.`)
  }
  return [from, to]
}

const refused = (sentence: string) => new ApiError(422, "invalid", sentence)

function aHundredYearsAfter(date: Date): Date {
  const after = new Date(date)
  after.setUTCFullYear(date.getUTCFullYear() + 100)
  return after
}
