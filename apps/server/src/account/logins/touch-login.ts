import type { Db } from "../../db/database.ts"

/** Writing it down at every request would make each of them a write. */
export const touchedEveryMs = 5 * 60_000

/** The login was used just now. */
export async function touchLogin(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable("auth.login")
    .set({ lastUsedAt: now })
    .where("id", "=", id)
    .where("lastUsedAt", "<", now)
    .execute()
}
