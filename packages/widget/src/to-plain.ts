/** More than any customer has to say. A node of the page, taken for an attribute, leads to the whole page. */
const maxValues = 5000

/**
 * A copy of a value of the page that `JSON.stringify` can write, whatever the value is. What JSON has no words for is
 * left out: functions, symbols, rings, and what throws when it is read. A BigInt becomes a number, or a text where a
 * number would round it.
 */
export function toPlain(value: unknown): unknown {
  let left = maxValues
  const copy = (value: unknown, above: unknown[]): unknown => {
    left -= 1
    if (left < 0) return undefined
    if (typeof value === "bigint") {
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    }
    if (typeof value === "function" || typeof value === "symbol") return undefined
    if (typeof value !== "object" || value === null) return value
    if (above.includes(value) || above.length > 50) return undefined
    const around = [...above, value]
    const read = (key: PropertyKey): unknown => {
      try {
        return copy((value as Record<PropertyKey, unknown>)[key], around)
      } catch {
        return undefined
      }
    }
    if (Array.isArray(value)) return Array.from(value, (_, i) => read(i) ?? null)
    const { toJSON } = value as { toJSON?: unknown }
    if (typeof toJSON === "function") return copy(toJSON.call(value, ""), around)
    return Object.fromEntries(Object.keys(value).map((key) => [key, read(key)]))
  }
  try {
    return copy(value, [])
  } catch {
    return undefined
  }
}
