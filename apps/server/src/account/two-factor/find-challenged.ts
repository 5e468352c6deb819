import type { Db } from "../../db/database.ts"
import type { Auth } from "../auth.ts"
import { cookieNamed, readSignedCookie } from "../read-login-token.ts"

/** Somebody whose password was right, and who is asked for a code. */
export interface Challenged {
  userId: string
  email: string
  /** The cookie by which better-auth knows them. */
  cookie: string
}

/** @returns null for who has not given a password, or too long ago */
export async function findChallenged(db: Db, auth: Auth, cookies: string): Promise<Challenged | null> {
  const { name } = (await auth.$context).createAuthCookie("two_factor")
  const identifier = await readSignedCookie(auth, name, cookies)
  if (!identifier?.startsWith("2fa-")) return null
  const person = await db
    .selectFrom("auth.verification as challenge")
    .innerJoin("auth.user as person", "person.id", "challenge.value")
    .select(["person.id as userId", "person.email"])
    .where("challenge.identifier", "=", identifier)
    // not the clock of `services`: better-auth has its own
    .where("challenge.expiresAt", ">", new Date())
    .executeTakeFirst()
  if (!person) return null
  return { ...person, cookie: `${name}=${encodeURIComponent(cookieNamed(name, cookies))}` }
}
