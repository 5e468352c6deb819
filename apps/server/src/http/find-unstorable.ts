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
 * @param most values that are looked at, in all depths; more are one thing that cannot be kept
 * @returns null where everything can be kept
 */
export function findUnstorable(
  value: unknown,
  whole: string,
  most = Number.POSITIVE_INFINITY,
): Unstorable | null {
  const found = search(value, 0, { most, left: most })
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

type Fields = Readonly<Record<string, unknown>>

interface Looks {
  most: number
  left: number
}

function search(value: unknown, depth: number, looks: Looks): Found | null {
  if (--looks.left < 0) {
    const most = looks.most.toLocaleString("en-US")
    return found("too_many_values", (field) => `${field} is one value too many; ${most} are accepted.`)
  }
  if (typeof value === "string") return searchText(value, itself)
  if (typeof value === "number" && !Number.isFinite(value)) {
    return found("unstorable_number", (field) => `${field} is too large for a number.`)
  }
  if (typeof value !== "object" || value === null) return null
  if (depth === maxDepth) {
    return found("too_deep", (field) => `${field} is nested too deeply; ${maxDepth} levels are accepted.`)
  }
  return Array.isArray(value) ? searchList(value, depth, looks) : searchFields(value as Fields, depth, looks)
}

/** By place: a list of its entries' names would cost more than the rest. */
function searchList(list: readonly unknown[], depth: number, looks: Looks): Found | null {
  for (let i = 0; i < list.length; i++) {
    const within = search(list[i], depth + 1, looks)
    if (within) return at(i, within)
  }
  return null
}

function searchFields(fields: Fields, depth: number, looks: Looks): Found | null {
  for (const key of Object.keys(fields)) {
    const within = searchKey(key) ?? search(fields[key], depth + 1, looks)
    if (within) return at(key, within)
  }
  return null
}

function at(step: string | number, within: Found): Found {
  within.path.push(step)
  return within
}

function searchKey(key: string): Found | null {
  const wrong =
    key === "__proto__"
      ? found("forbidden_key", (field) => `${field} has a key __proto__, which is not accepted.`)
      : searchText(key, aKeyOf)
  return wrong && { ...wrong, isKey: true }
}

// made once, and not for each text that is looked at
const itself = (field: string) => field
const aKeyOf = (field: string) => `a key of ${field}`

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
