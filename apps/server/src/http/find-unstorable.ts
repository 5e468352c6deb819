import { type FieldPath, fieldName } from "@holdfast/protocol"

const maxDepth = 32

/** Something that PostgreSQL cannot keep: where it stands, and a sentence that says what it is. */
export interface Unstorable {
  path: FieldPath
  code: string
  sentence: string
}

/**
 * The first of what PostgreSQL cannot keep in any field, known or not: NUL characters, halves of surrogate pairs, numbers
 * out of range, nesting without end, and the key `__proto__`, which would change the object itself.
 * @param whole what the value is, for a sentence about all of it
 * @returns null where everything can be kept
 */
export function findUnstorable(value: unknown, whole: string): Unstorable | null {
  const found = search(value, 0)
  if (!found) return null
  const path = found.path.toReversed()
  const field = fieldName(found.isKey ? path.slice(0, -1) : path) || whole
  return { path, code: found.code, sentence: found.says(field) }
}

interface Found {
  /** From the inside out, since it is gathered on the way back. */
  path: (string | number)[]
  /** The key itself is wrong; the sentence names what it stands in. */
  isKey: boolean
  code: string
  says: (field: string) => string
}

const found = (code: string, says: Found["says"]): Found => ({ path: [], isKey: false, code, says })

function search(value: unknown, depth: number): Found | null {
  if (typeof value === "string") return searchText(value, (field) => field)
  if (typeof value === "number" && !Number.isFinite(value)) {
    return found("unstorable_number", (field) => `${field} is too large for a number.`)
  }
  if (typeof value !== "object" || value === null) return null
  if (depth === maxDepth) {
    return found("too_deep", (field) => `${field} is nested too deeply; ${maxDepth} levels are accepted.`)
  }
  for (const [key, item] of Object.entries(value)) {
    const within = searchKey(key) ?? search(item, depth + 1)
    if (!within) continue
    within.path.push(Array.isArray(value) ? Number(key) : key)
    return within
  }
  return null
}

function searchKey(key: string): Found | null {
  const wrong =
    key === "__proto__"
      ? found("forbidden_key", (field) => `${field} has a key __proto__, which is not accepted.`)
      : searchText(key, (field) => `a key of ${field}`)
  return wrong && { ...wrong, isKey: true }
}

function searchText(text: string, named: (field: string) => string): Found | null {
  if (text.includes("\0")) {
    return found(
      "nul_character",
      (field) => `${named(field)} contains a NUL character, which is not accepted.`,
    )
  }
  if (text.isWellFormed()) return null
  return found(
    "unpaired_surrogate",
    (field) => `${named(field)} contains half of a surrogate pair; texts must be valid Unicode.`,
  )
}
