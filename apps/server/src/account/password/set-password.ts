import type { Db } from "../../db/database.ts"

/**
 * Gives a person another password and ends what was let in by the old one: their logins, and the links that would set yet
 * another. For the transaction of whoever calls.
 * @param keptLoginId the login that stays, of whoever changes their own; null ends all
 */
export async function setPassword(
  db: Db,
  userId: string,
  hash: string,
  keptLoginId: string | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable("auth.account")
    .set({ password: hash, updatedAt: now })
    .where("userId", "=", userId)
    .where("providerId", "=", "credential")
    .execute()
  await db
    .deleteFrom("auth.login")
    .where("userId", "=", userId)
    .$if(keptLoginId !== null, (query) => query.where("id", "!=", keptLoginId))
    .execute()
  await db
    .updateTable("auth.password_reset")
    .set({ ended_at: now })
    .where("user_id", "=", userId)
    .where("ended_at", "is", null)
    .execute()
  // a sign-in that waits for its code was begun with the old password
  await db
    .deleteFrom("auth.verification")
    .where("value", "=", userId)
    .where("identifier", "like", "2fa-%")
    .execute()
}
