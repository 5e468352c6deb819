import type { Kysely } from "kysely"
import type { Db } from "../../db/database.ts"
import type { Tables } from "../../db/schema.ts"
import { recordPersonalAudit } from "../audit/record-personal-audit.ts"
import type { Secret } from "../secret.ts"
import { takeAttempt } from "../sign-in/attempts.ts"
import { keyedHash } from "../sign-in/keyed-hash.ts"

/** What somebody shows to be let in. */
export type Factor = "password" | "password and app code" | "password and recovery code"

interface Where {
  /** Where the request came from. */
  address: string
  now: Date
}

interface Whose extends Where {
  person: { id: string; email: string }
}

const changeOf = ({ person, address, now }: Whose) => ({
  person,
  actor: { kind: "person", id: person.id, name: person.email, address } as const,
  at: now,
})

/** Somebody was let in. */
export const recordBegan = (
  db: Kysely<Tables>,
  { factor, ...whose }: Whose & { factor: Factor },
): Promise<void> =>
  db
    .transaction()
    .execute((trx) =>
      recordPersonalAudit(trx, { ...changeOf(whose), action: "login.began", detail: { factor } }),
    )

/** An attack must not fill the log: these tell of it. */
const mostRefusalsAnHour = 10

/**
 * Somebody was not let in, as the person whose email they typed. Written down ten times an hour for one person.
 * @returns the person; null where nobody has that email
 */
export async function recordRefused(
  db: Kysely<Tables>,
  secret: Secret,
  { email, factor, ...where }: Where & { email: string; factor: Factor },
): Promise<string | null> {
  return db.transaction().execute(async (trx) => {
    const person = await trx
      .selectFrom("auth.user")
      .select(["id", "email"])
      .where("email", "=", email.toLowerCase())
      .executeTakeFirst()
    if (!person) return null
    const key = keyedHash(secret, "login.refused", person.id)
    const limit = { scope: "audit", key, most: mostRefusalsAnHour, windowMs: 3600_000 } as const
    if ((await takeAttempt(trx, limit, where.now)) === null) {
      const change = changeOf({ person, ...where })
      await recordPersonalAudit(trx, { ...change, action: "login.refused", detail: { factor } })
    }
    return person.id
  })
}

/** Why a login ended. */
export type LoginEnd =
  | "signed out"
  | "signed in again"
  | "too old"
  | "ended by the person"
  | "ended by an owner or admin"

/** Ends a login, once, and writes it down. @returns false where there is no such login of theirs any more */
export const endLogin = (
  db: Kysely<Tables>,
  { loginId, why, ...whose }: Whose & { loginId: string; why: LoginEnd },
): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    const ended = await trx
      .deleteFrom("auth.login")
      .where("userId", "=", whose.person.id)
      .where("id", "=", loginId)
      .returning("id")
      .executeTakeFirst()
    if (!ended) return false
    await recordEnded(trx, whose, { why })
    return true
  })

/** Ends all logins of a person but one. @returns how many */
export const endOtherLogins = (
  db: Kysely<Tables>,
  { loginId, ...whose }: Whose & { loginId: string },
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const { length: logins } = await trx
      .deleteFrom("auth.login")
      .where("userId", "=", whose.person.id)
      .where("id", "!=", loginId)
      .returning("id")
      .execute()
    if (logins > 0) await recordEnded(trx, whose, { why: "ended by the person", logins })
    return logins
  })

const recordEnded = (db: Db, whose: Whose, detail: { why: LoginEnd; logins?: number }): Promise<void> =>
  recordPersonalAudit(db, { ...changeOf(whose), action: "login.ended", detail })
