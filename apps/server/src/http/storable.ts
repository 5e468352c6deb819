import { ApiError } from "./api-error.ts"

const maxDepth = 32

/**
 * Refuses what PostgreSQL cannot keep in any field, known or not: NUL characters, halves of surrogate pairs,
 * numbers out of range and nesting without end.
 * @param whole what the value is, for a refusal of all of it
 * @throws ApiError 422 that names the field
 */
export function assertStorable(value: unknown, whole = "the body", path = "", depth = 0): void {
  const field = path || whole
  if (typeof value === "string") assertText(value, field)
  else if (typeof value === "number" && !Number.isFinite(value)) {
    throw new ApiError(422, "unstorable_number", `${field} is too large for a number.`)
  } else if (typeof value === "object" && value !== null) {
    if (depth === maxDepth) {
      throw new ApiError(422, "too_deep", `${field} is nested too deeply; ${maxDepth} levels are accepted.`)
    }
    for (const [key, item] of Object.entries(value)) {
      if (key === "__proto__") {
        throw new ApiError(422, "forbidden_key", `${field} has a key __proto__, which is not accepted.`)
      }
      const name = Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key
      assertText(key, `a key of ${field}`)
      assertStorable(item, whole, name, depth + 1)
    }
  }
}

function assertText(text: string, field: string): void {
  if (text.includes("\0"))
    throw new ApiError(422, "nul_character", `${field} contains a NUL character, which is not accepted.`)
  if (!text.isWellFormed()) {
    throw new ApiError(
      422,
      "unpaired_surrogate",
      `${field} contains half of a surrogate pair; texts must be valid Unicode.`,
    )
  }
}
