/** How long somebody who was let in counts as known. */
const keptMs = 5 * 60_000
const most = 10_000

/**
 * Who was found to be allowed something in a workspace not long ago. It lets nobody in: every request is still decided by
 * the database. It says for whom the answer may be prepared meanwhile.
 */
export interface RecentlyAllowed {
  has(key: string): boolean
  add(key: string): void
  forget(key: string): void
}

export function createRecentlyAllowed(now: () => number = Date.now): RecentlyAllowed {
  const since = new Map<string, number>()
  return {
    has(key) {
      const at = since.get(key)
      return at !== undefined && now() - at < keptMs
    },
    add(key) {
      // the last one again, so that the first of the map is the one unused for longest
      since.delete(key)
      since.set(key, now())
      const [oldest] = since.keys()
      if (since.size > most && oldest !== undefined) since.delete(oldest)
    },
    forget: (key) => void since.delete(key),
  }
}
