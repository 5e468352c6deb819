import type { Db } from "../../db/database.ts"

/**
 * From now on the address is known to be the person's: they came by a link that was sent to it.
 * @returns false where it was known before
 */
export async function verifyAddress(db: Db, userId: string, now: Date): Promise<boolean> {
  const verified = await db
    .updateTable("auth.user")
    .set({ emailVerified: true, updatedAt: now })
    .where("id", "=", userId)
    .where("emailVerified", "=", false)
    .returning("id")
    .executeTakeFirst()
  return verified !== undefined
}
