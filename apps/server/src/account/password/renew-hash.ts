import type { Db } from "../../db/database.ts"
import type { Auth } from "../auth.ts"
import { isOfKindBefore } from "./password-hash.ts"

/** Hashes a right password anew that was hashed at a lower cost: only now that somebody signs in it is known. */
export async function renewHash(
  db: Db,
  auth: Auth,
  { email, password }: { email: string; password: string },
  now: Date,
): Promise<void> {
  const account = await db
    .selectFrom("auth.account as account")
    .innerJoin("auth.user as person", "person.id", "account.userId")
    .select(["account.id", "account.password"])
    .where("person.email", "=", email.toLowerCase())
    .where("account.providerId", "=", "credential")
    .executeTakeFirst()
  if (!account?.password || !isOfKindBefore(account.password)) return
  const hash = await (await auth.$context).password.hash(password)
  await db
    .updateTable("auth.account")
    .set({ password: hash, updatedAt: now })
    .where("id", "=", account.id)
    // whoever changed it in the meantime knows better
    .where("password", "=", account.password)
    .execute()
}
