import { sql } from "kysely"
import type { Db } from "../../db/database.ts"

/**
 * What is counted: guesses of one place, address or account; codes; passwords given once more; mails that reset one; entries of the
 * audit log on refused sign-ins.
 */
export type LimitScope = "place" | "address" | "strangers" | "code" | "confirm" | "reset" | "audit"

/** A limit: so many tries of one kind and key, from the first of them on until the window is over. */
export interface Limit {
  scope: LimitScope
  key: Buffer
  most: number
  windowMs: number
}

/**
 * Counts a try before it is made, in one statement: however many come at once and on however many servers, no more than
 * `most` get through. Give it back when it was none to count.
 * @returns seconds to wait; null when there was room
 */
export async function takeAttempt(db: Db, limit: Limit, now: Date): Promise<number | null> {
  const { scope, key, most, windowMs } = limit
  const over = new Date(now.getTime() - windowMs)
  const { rows } = await sql<{ count: number }>`
    insert into auth.attempt as known (scope, key, count, since)
    values (${scope}, ${key}, 1, ${now})
    on conflict (scope, key) do update
    set count = case when known.since <= ${over} then 1 else known.count + 1 end,
      since = case when known.since <= ${over} then ${now} else known.since end
    where known.since <= ${over} or known.count < ${most}
    returning count`.execute(db)
  if (rows.length > 0) return null
  const full = await db
    .selectFrom("auth.attempt")
    .select("since")
    .where("scope", "=", scope)
    .where("key", "=", key)
    .executeTakeFirst()
  const freeAt = (full?.since ?? now).getTime() + windowMs
  return Math.max(1, Math.ceil((freeAt - now.getTime()) / 1000))
}

/** The try was no wrong guess, and counts no more. */
export async function giveBackAttempt(db: Db, { scope, key }: Limit): Promise<void> {
  await db
    .updateTable("auth.attempt")
    .set(({ fn, val }) => ({ count: fn<number>("greatest", [sql`count - 1`, val(0)]) }))
    .where("scope", "=", scope)
    .where("key", "=", key)
    .execute()
}

/** All tries so far are forgiven. */
export async function forgetAttempts(db: Db, { scope, key }: Limit): Promise<void> {
  await db.deleteFrom("auth.attempt").where("scope", "=", scope).where("key", "=", key).execute()
}
