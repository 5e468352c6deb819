import { hash } from "node:crypto"

/**
 * Begins a transaction by taking locks: whoever names one of the same things waits until it ends, nobody else does.
 * The locks are a statement of their own, before anything is read, so what is read after it sees what the others
 * wrote. It travels with `begin`, since each trip to the database counts where every report makes them. Everybody takes
 * them in the order of their numbers, so that nobody waits for somebody who waits for them.
 */
export function beginLocked(lockedNames: string | readonly string[]): string {
  const keys = [lockedNames].flat().map(lockKey)
  keys.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return `begin; select pg_advisory_xact_lock(key) from unnest('{${keys}}'::bigint[]) as key`
}

/** The number under which PostgreSQL locks the thing of this name. */
export const lockKey = (name: string): bigint => hash("sha256", name, "buffer").readBigInt64BE()
