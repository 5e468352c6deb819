import { sql } from "kysely"
import type { Db } from "../../db/database.ts"
import { writeEvery } from "../../db/write-every.ts"
import type { Secret } from "../secret.ts"
import { keyedHash } from "../sign-in/keyed-hash.ts"

/** How much of something one caller may ask for, from the first time on until the window is over. */
export interface RateLimit {
  /** What is counted. */
  scope: RateScope
  most: number
  windowMs: number
}

export type RateScope =
  | "run"
  | "check"
  | "chunk"
  | "report"
  | "decision"
  | "unverified"
  | "refused-proof"
  | "refused-key"
  | "refused-delivery"
  | "read-key"
  | "event-key"
  | "read-login"

export interface RateLimits {
  /**
   * Counts what a caller asks for, while there was room before it.
   * @param key whose it is; in the database it stands as an HMAC
   * @returns seconds to wait; null when there was room
   */
  take(limit: RateLimit, key: string, now: Date, count?: number): number | null
  /** Shares what was counted with the other servers, and learns what they counted. */
  flush(): Promise<void>
  close(): Promise<void>
}

const sharedEveryMs = 2000
/** Whoever is below this share of a limit is not written down: nearly everybody, so that a limit costs no write. */
const sharedFrom = 0.1
/** Callers that are remembered; the one that was not heard of for longest is forgotten. */
const mostCallers = 50_000

interface Count {
  limit: RateLimit
  key: string
  since: Date
  /** Of all servers, as far as this one knows. */
  count: number
  /** Of this one, and not written down yet. */
  unshared: number
}

/**
 * Limits that no request waits for: each server counts in memory, and shares through `auth.attempt` what is above a tenth of
 * a limit, every two seconds. What several servers let through besides is what they count in that time (decision 29).
 */
export function createRateLimits(db: Db, secret: Secret, onError: (error: unknown) => void): RateLimits {
  /** By caller, those that were heard of last behind. */
  const counts = new Map<string, Count>()
  const changed = new Set<Count>()

  const countOf = (limit: RateLimit, key: string, now: Date): Count => {
    const name = `${limit.scope} ${key}`
    const known = counts.get(name)
    counts.delete(name)
    const isOver = !known || known.since.getTime() + limit.windowMs <= now.getTime()
    const count = isOver ? { limit, key, since: now, count: 0, unshared: 0 } : known
    counts.set(name, count)
    const [oldest] = counts.size > mostCallers ? counts.keys() : []
    if (oldest !== undefined) counts.delete(oldest)
    return count
  }

  const share = async () => {
    const some = [...changed]
    changed.clear()
    for (const theirs of Map.groupBy(some, ({ limit }) => limit.scope).values()) {
      try {
        await shareCounts(db, secret, theirs)
      } catch (error) {
        for (const count of theirs) changed.add(count)
        onError(error)
      }
    }
  }
  const { flush, close } = writeEvery(sharedEveryMs, () => changed.size > 0, share)

  return {
    take(limit, key, now, added = 1) {
      const count = countOf(limit, key, now)
      if (count.count >= limit.most) {
        return Math.max(1, Math.ceil((count.since.getTime() + limit.windowMs - now.getTime()) / 1000))
      }
      count.count += added
      count.unshared += added
      if (count.count >= limit.most * sharedFrom) changed.add(count)
      return null
    },
    flush,
    close,
  }
}

/** One statement for a scope. It locks the rows in one order, so that two servers that share at once never wait for each other. */
async function shareCounts(db: Db, secret: Secret, counts: readonly Count[]): Promise<void> {
  const [first] = counts
  if (!first) return
  const { scope, windowMs } = first.limit
  const byKey = new Map(counts.map((count) => [keyedHash(secret, scope, count.key).toString("hex"), count]))
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1))
  const sent = sorted.map(([, { unshared }]) => unshared)
  const { rows } = await sql<{ key: string; count: number; since: Date }>`
    insert into auth.attempt as known (scope, key, count, since)
    select ${scope}, decode(key, 'hex'), count, since
    from unnest(
      ${sql.val(sorted.map(([key]) => key))}::text[],
      ${sql.val(sent)}::integer[],
      ${sql.val(sorted.map(([, { since }]) => since.toISOString()))}::timestamptz[]
    ) as mine (key, count, since)
    order by key
    on conflict (scope, key) do update
    set count = excluded.count
        + case when known.since + make_interval(secs => ${windowMs / 1000}) <= excluded.since then 0 else known.count end,
      since = case when known.since + make_interval(secs => ${windowMs / 1000}) <= excluded.since
        then excluded.since else known.since end
    returning encode(key, 'hex') as key, count, since`.execute(db)
  for (const [i, [key, count]] of sorted.entries()) {
    const row = rows.find((each) => each.key === key)
    count.unshared -= sent[i] ?? 0
    if (!row) continue
    // what was counted while this was written is not in it
    count.count = row.count + count.unshared
    count.since = row.since
  }
}
