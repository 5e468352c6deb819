import type { Db } from "../db/database.ts"
import { knowsTimeZone } from "../export/knows-time-zone.ts"
import { ApiError } from "./api-error.ts"

/**
 * @param db to ask which time zones it knows
 * @throws ApiError 422 for what is no IANA name, as the field `timeZone`
 */
export async function assertTimeZone(db: Db, timeZone: string): Promise<void> {
  if (isIanaName(timeZone) && (await knowsTimeZone(db, timeZone))) return
  throw new ApiError(
    422,
    "invalid",
    `timeZone is "${timeZone}"; it takes an IANA name such as Europe/Berlin.`,
  )
}

/** An offset such as +02:00 is none, and PostgreSQL would read it the other way round. */
function isIanaName(timeZone: string): boolean {
  if (!/^[A-Za-z]/.test(timeZone)) return false
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone }))
  } catch {
    return false
  }
}
