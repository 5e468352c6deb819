import type { Database } from "../../db/database.ts"
import type { Actor } from "../audit/record-audit.ts"
import { recordPersonalAudit } from "../audit/record-personal-audit.ts"
import type { Auth } from "../auth.ts"
import type { Secret } from "../secret.ts"
import { mailPasswordChange, type PasswordChange } from "./changed-mail.ts"
import { setPassword } from "./set-password.ts"

interface OwnChange extends Omit<PasswordChange, "email"> {
  person: { id: string; email: string }
  actor: Actor
  password: string
  /** The login that stays. */
  loginId: string
}

/** Gives a person the password that they chose, and tells them of it by mail and in the audit log. */
export async function changeOwnPassword(
  { db }: Pick<Database, "db">,
  auth: Auth,
  secret: Secret,
  { person, actor, password, loginId, address, url, now }: OwnChange,
): Promise<void> {
  const hash = await (await auth.$context).password.hash(password)
  await db.transaction().execute(async (trx) => {
    await setPassword(trx, person.id, hash, loginId, now)
    await recordPersonalAudit(trx, { person, actor, action: "password.changed", at: now })
    await mailPasswordChange(trx, secret, { email: person.email, address, url, now })
  })
}
