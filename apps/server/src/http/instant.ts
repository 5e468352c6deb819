import { ApiError } from "./api-error.ts"

/**
 * A time of a query as `new Date(x)` reads it: a day, or an instant.
 * @throws ApiError 422 that names the parameter
 */
export function instant(name: string, value: string | undefined): Date | undefined {
  if (value === undefined) return undefined
  const date = new Date(value)
  const year = date.getUTCFullYear()
  if (Number.isNaN(year) || year < 1 || year > 9999) {
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
    throw new ApiError(422, "invalid", `${name} is "${shown}"; it takes an ISO 8601 date or time.`)
  }
  return date
}

/**
 * Both ends of a range, each optional.
 * @throws ApiError 422 for an end that is no time, and for a range that is upside down
 */
export function instants(
  [startName, start]: [name: string, value: string | undefined],
  [endName, end]: [name: string, value: string | undefined],
): [start: Date | undefined, end: Date | undefined] {
  const [from, to] = [instant(startName, start), instant(endName, end)]
  if (from && to && from > to) {
    throw new ApiError(422, "invalid", `${startName} is after ${endName}; the range is upside down.`)
  }
  return [from, to]
}
