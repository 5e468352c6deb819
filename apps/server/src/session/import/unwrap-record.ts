type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Inside so many objects a record is looked for. */
const deepest = 3

/**
 * Takes a record out of what a program put it in: a search engine's `_source`, a loader's `_airbyte_data` or `record`, the
 * `after` of a change, an event's `data`. A record has a `createdAt`; what has none, and holds one that has, is its envelope.
 * @returns the value itself where nothing in it is a record, or more than one thing
 */
export function unwrapRecord(value: unknown): unknown {
  if (!isFields(value) || "createdAt" in value) return value
  const found = recordsIn(value, 1)
  const [only] = found
  if (found.length !== 1 || !only) return value
  // a search engine keeps the id beside the document
  return "_id" in value && !("_id" in only) ? { ...only, _id: value._id } : only
}

function recordsIn(envelope: Fields, depth: number): Fields[] {
  if (depth > deepest) return []
  return Object.entries(envelope).flatMap(([name, field]) => {
    // of a change, what was before it is not what is
    if (name === "before" || name === "updateDescription") return []
    const inner = typeof field === "string" ? parsed(field) : field
    if (!isFields(inner)) return []
    return "createdAt" in inner ? [inner] : recordsIn(inner, depth + 1)
  })
}

/** Loaders keep a record as a text in one column. */
function parsed(text: string): unknown {
  if (!text.startsWith("{")) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
