import { hash } from "node:crypto"
import { type RawBuilder, sql } from "kysely"
import { prepared } from "./prepared.ts"

/**
 * Begins a transaction by taking locks: whoever names one of the same things waits until it ends, nobody else does.
 * The locks are a statement of their own, before anything is read, so what is read after it sees what the others
 * wrote. It travels with `begin`, since each trip to the database counts where every report makes them. Everybody takes
 * them in the order of their numbers, so that nobody waits for somebody who waits for them.
 */
export const beginLocked = (lockedNames: string | readonly string[]): string =>
  `begin; select pg_advisory_xact_lock(key) from unnest('{${lockKeys(lockedNames)}}'::bigint[]) as key`

/** The same locks as a statement behind a `begin` that it need not wait for, planned once for each connection. */
export const takenLocks = (lockedNames: string | readonly string[]): RawBuilder<unknown> => sql`
  select ${prepared} pg_advisory_xact_lock(key) from unnest(${lockKeys(lockedNames)}::bigint[]) as key`

function lockKeys(lockedNames: string | readonly string[]): bigint[] {
  const keys = [lockedNames].flat().map(lockKey)
  return keys.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** The number under which PostgreSQL locks the thing of this name. */
export const lockKey = (name: string): bigint => hash("sha256", name, "buffer").readBigInt64BE()
