import { ApiError } from "./api-error.ts"
import { findUnstorable } from "./find-unstorable.ts"

/** More than any body that is taken as it comes has use for; a megabyte holds 500,000. */
const mostValues = 20_000

/**
 * Refuses what has anything in it that PostgreSQL cannot keep, or more values than are looked at.
 * @param whole what the value is, for a refusal of all of it
 * @throws ApiError 422 that names the field
 */
export function assertStorable(value: unknown, whole = "the body"): void {
  const found = findUnstorable(value, whole, mostValues)
  if (found) throw new ApiError(422, found.code, found.sentence)
}
