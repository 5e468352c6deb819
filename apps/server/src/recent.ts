/** A map that keeps what was used last, and forgets what was not used for longest. */
export interface Recent<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

/** @param most so many are kept */
export function createRecent<Value>(most: number): Recent<Value> {
  const kept = new Map<string, Value>()
  const set = (key: string, value: Value) => {
    kept.delete(key)
    kept.set(key, value)
    const [longestUnused] = kept.size > most ? kept.keys() : []
    if (longestUnused !== undefined) kept.delete(longestUnused)
  }
  return {
    get(key) {
      const found = kept.get(key)
      if (found !== undefined) set(key, found)
      return found
    },
    set,
  }
}
