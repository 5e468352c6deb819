import { type Kysely, sql } from "kysely"
import type { Db } from "../../db/database.ts"
import type { Tables } from "../../db/schema.ts"

/** A restart or an upgrade takes less. */
const mostSilentMs = 5 * 60_000

/** The figures look back for years. It is a few rows at most. */
const keptDays = 1100

/** A time in which Holdfast was away. */
export interface Downtime {
  from: Date
  to: Date
}

/**
 * Says that a server runs and can write. Where none had said so for too long, that time is written down. Servers that
 * come back together wait for each other at the one row of `heartbeat`, so that only the first of them finds a gap. All
 * times are of the database's clock: those of two servers may differ.
 * @returns the time that was written down; null where there is none
 */
export const beat = (db: Kysely<Tables>): Promise<Downtime | null> =>
  db.transaction().execute(async (trx) => {
    const { before, at } = await sayIt(trx)
    if (before === null) return null
    if (at < before) await takeBack(trx, at)
    if (at.getTime() - before.getTime() <= mostSilentMs) return null
    await trx.insertInto("downtime").values({ began_at: before, ended_at: at }).execute()
    await prune(trx, at)
    return { from: before, to: at }
  })

async function sayIt(db: Db): Promise<{ before: Date | null; at: Date }> {
  return db
    .insertInto("heartbeat")
    .values({ beat_at: sql`now()` })
    .onConflict((conflict) =>
      conflict.column("is_only").doUpdateSet(({ ref }) => ({
        beat_at: ref("excluded.beat_at"),
        beat_before: ref("heartbeat.beat_at"),
      })),
    )
    .returning(["beat_before as before", "beat_at as at"])
    .executeTakeFirstOrThrow()
}

/**
 * The clock was set back. What it wrote down ahead of its time ends now, since a server is there now. It is gone where
 * too little of it is left.
 */
async function takeBack(db: Db, now: Date): Promise<void> {
  const tooLate = new Date(now.getTime() - mostSilentMs)
  await db.deleteFrom("downtime").where("ended_at", ">", now).where("began_at", ">=", tooLate).execute()
  await db.updateTable("downtime").set({ ended_at: now }).where("ended_at", ">", now).execute()
}

async function prune(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 24 * 3600 * 1000)
  await db.deleteFrom("downtime").where("ended_at", "<", before).execute()
}
