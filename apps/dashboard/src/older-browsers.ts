/**
 * The functions that the page uses and the oldest supported browsers (docs/browsers.md) do not have: each is added where
 * it is missing, before anything else runs. Whoever uses another one adds it here.
 */

/** Adds a method as the language has its own: not counted among the fields of a value. */
function add(prototype: object, name: string, method: (...values: never[]) => unknown): void {
  if (name in prototype) return
  Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true })
}

const half = "\\ud800-\\udbff"
const otherHalf = "\\udc00-\\udfff"
/** With its neighbour where it has one, since older Safaris know no look-behind: a whole character, or half of one. */
const halves = new RegExp(`[${half}][${otherHalf}]|[${half}${otherHalf}]`, "g")

add(String.prototype, "toWellFormed", function (this: string) {
  return this.replace(halves, (found) => (found.length === 2 ? found : "\ufffd"))
})

add(String.prototype, "isWellFormed", function (this: string) {
  return this.toWellFormed() === String(this)
})

add(Array.prototype, "toSorted", function <T>(this: T[], compare?: (one: T, other: T) => number) {
  return [...this].sort(compare)
})

add(Array.prototype, "toReversed", function <T>(this: T[]) {
  return [...this].reverse()
})

add(Array.prototype, "toSpliced", function <T>(this: T[], start: number, count: number, ...items: T[]) {
  const copy = [...this]
  copy.splice(start, count, ...items)
  return copy
})

add(URL, "canParse", (text: string | URL, base?: string | URL) => {
  try {
    return new URL(text, base) instanceof URL
  } catch {
    return false
  }
})

add(AbortSignal, "any", (signals: Iterable<AbortSignal>) => {
  const joined = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) joined.abort(signal.reason)
    else signal.addEventListener("abort", () => joined.abort(signal.reason), { signal: joined.signal })
  }
  return joined.signal
})

export {}
