import { ApiError } from "./api-error.ts"
import { findUnstorable } from "./find-unstorable.ts"

/**
 * Refuses what has anything in it that PostgreSQL cannot keep.
 * @param whole what the value is, for a refusal of all of it
 * @throws ApiError 422 that names the field
 */
export function assertStorable(value: unknown, whole = "the body"): void {
  const found = findUnstorable(value, whole)
  if (found) throw new ApiError(422, found.code, found.sentence)
}
