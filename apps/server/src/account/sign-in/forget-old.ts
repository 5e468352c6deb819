import type { Db } from "../../db/database.ts"
import { familiarMs } from "./familiar.ts"

/** Longer than any limit's window, and than the hour over which mails are counted. */
const keptMs = 24 * 3600 * 1000

/** Removes tries that no limit counts any more, links that are over, and places where nobody has signed in for long. */
export async function forgetOld(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs)
  await db.deleteFrom("auth.attempt").where("since", "<", before).execute()
  await db.deleteFrom("auth.password_reset").where("expires_at", "<", before).execute()
  await db
    .deleteFrom("auth.familiar")
    .where("last_used_at", "<", new Date(now.getTime() - familiarMs))
    .execute()
}
