import type { Db } from "../../db/database.ts"
import type { Auth } from "../auth.ts"

/** Whether this is the person's password, in constant time. */
export async function checkPassword(db: Db, auth: Auth, userId: string, password: string): Promise<boolean> {
  const account = await db
    .selectFrom("auth.account")
    .select("password")
    .where("userId", "=", userId)
    .where("providerId", "=", "credential")
    .executeTakeFirst()
  if (!account?.password) return false
  const context = await auth.$context
  return context.password.verify({ hash: account.password, password })
}
