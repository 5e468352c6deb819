import type { Database } from "../../db/database.ts"
import type { PasswordResetRow } from "../../db/schema.ts"
import { recordPersonalAudit } from "../audit/record-personal-audit.ts"
import type { Auth } from "../auth.ts"
import { verifyAddress } from "../people/verify-address.ts"
import type { Secret } from "../secret.ts"
import { turnOffFactor } from "../two-factor/second-factor.ts"
import { mailPasswordChange } from "./changed-mail.ts"
import { ownerOf, passwordFault } from "./password-fault.ts"
import { hashOfToken } from "./reset-links.ts"
import { setPassword } from "./set-password.ts"

export interface ResetUse {
  token: string
  password: string
  /** Where it comes from. */
  address: string
  /** Public base URL. */
  url: string
  now: Date
}

/**
 * Sets the new password of whoever has the link, once: of several at once the database lets one through. All logins of
 * the person end; the second factor stays, but for an account whose address nobody had shown to be theirs (decision 31).
 * The person is told of it by mail.
 * @returns the person; null for a link that was used, is over or never was; or why the password is none, and then the link
 * is still good
 */
export async function useReset(
  { db }: Database,
  auth: Auth,
  secret: Secret,
  { token, password, address, url, now }: ResetUse,
): Promise<{ id: string; email: string } | { fault: string } | null> {
  const tokenHash = hashOfToken(token)
  const found = await db
    .selectFrom("auth.password_reset")
    .select("user_id")
    .where("token_hash", "=", tokenHash)
    .where("ended_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst()
  // hashing costs a fifth of a second of the processor: only for who has a link
  if (!found) return null
  const fault = await passwordFault(password, await ownerOf(db, found.user_id))
  if (fault !== null) return { fault }
  const context = await auth.$context
  const hash = await context.password.hash(password)
  return db.transaction().execute(async (trx) => {
    const link = await trx
      .updateTable("auth.password_reset")
      .set({ ended_at: now })
      .where("token_hash", "=", tokenHash)
      .where("ended_at", "is", null)
      .where("expires_at", ">", now)
      .returning(["user_id", "origin"])
      .executeTakeFirst()
    if (!link) return null
    const person = await trx
      .selectFrom("auth.user")
      .select(["id", "email"])
      .where("id", "=", link.user_id)
      .executeTakeFirst()
    if (!person) return null
    await setPassword(trx, person.id, hash, null, now)
    const actor = { kind: "person", id: person.id, name: person.email, address } as const
    if (link.origin === "mail" && (await verifyAddress(trx, person.id, now))) {
      // whoever made the account had not shown that the address is theirs: nothing of theirs may keep its owner out
      await turnOffFactor(trx, { person, actor, now })
      await trx.deleteFrom("auth.familiar").where("user_id", "=", person.id).execute()
    }
    await recordPersonalAudit(trx, {
      person,
      actor,
      action: "password.reset",
      detail: { link: linkWords[link.origin] },
      at: now,
    })
    await mailPasswordChange(trx, secret, { email: person.email, address, url, now })
    return person
  })
}

const linkWords: Record<PasswordResetRow["origin"], string> = {
  mail: "sent by mail",
  command: "made on the command line",
}
