import { randomBytes, randomUUID } from "node:crypto"
import type { TwoFactorSetup, TwoFactorState } from "@holdfast/protocol/dashboard"
import type { Database, Db } from "../../db/database.ts"
import type { Actor } from "../audit/record-audit.ts"
import { recordPersonalAudit } from "../audit/record-personal-audit.ts"
import type { Auth } from "../auth.ts"
import { base32 } from "./base32.ts"
import { findKept, hashOfRecoveryCode, newRecoveryCodes } from "./recovery-codes.ts"
import { sealFactor, unsealFactor } from "./seal.ts"
import { isCodeOf } from "./totp.ts"

/**
 * A person's second factor. Better-auth asks for it when somebody signs in; here it is set up and taken away, since these
 * are written into the audit log in their own transaction.
 */

interface Person {
  id: string
  email: string
}

export async function readTwoFactor(db: Db, auth: Auth, userId: string): Promise<TwoFactorState> {
  const row = await findFactor(db, userId)
  if (!row?.verified) return { isOn: false, recoveryCodesLeft: 0 }
  return { isOn: true, recoveryCodesLeft: (await unsealCodes(auth, row.backupCodes)).length }
}

/**
 * A new secret that does not count yet; one that was not confirmed is replaced.
 * @returns null for who has a second factor already
 */
export async function setUpFactor(db: Db, auth: Auth, person: Person): Promise<TwoFactorSetup | null> {
  const secret = randomBytes(24).toString("base64url")
  const sealed = {
    secret: await sealFactor(auth, secret),
    // it has none before it is confirmed
    backupCodes: await sealCodes(auth, []),
  }
  const kept = await db
    .insertInto("auth.twoFactor")
    .values({ id: randomUUID(), userId: person.id, verified: false, ...sealed })
    .onConflict((conflict) =>
      conflict.column("userId").doUpdateSet(sealed).where("auth.twoFactor.verified", "=", false),
    )
    .returning("id")
    .executeTakeFirst()
  if (!kept) return null
  const typed = base32(secret)
  const label = encodeURIComponent(`Holdfast:${person.email}`)
  const query = new URLSearchParams({ secret: typed, issuer: "Holdfast", digits: "6", period: "30" })
  return { secret: typed, uri: `otpauth://totp/${label}?${query}` }
}

export interface FactorChange {
  person: Person
  actor: Actor
  now: Date
}

/**
 * Turns the second factor on with the first code made from it. Other logins of the person end: they were made with the
 * password alone.
 * @param loginId the login that stays
 * @returns the recovery codes; why not, otherwise
 */
export async function confirmFactor(
  { db }: Database,
  auth: Auth,
  { person, actor, now }: FactorChange,
  loginId: string,
  code: string,
): Promise<string[] | "not_set_up" | "wrong_code"> {
  const row = await findFactor(db, person.id)
  if (!row || row.verified) return "not_set_up"
  if (!isCodeOf(await unsealFactor(auth, row.secret), code, now)) return "wrong_code"
  const codes = newRecoveryCodes()
  const backupCodes = await sealCodes(auth, codes.map(hashOfRecoveryCode))
  const isOn = await db.transaction().execute(async (trx) => {
    // the same secret still, and only once
    const confirmed = await trx
      .updateTable("auth.twoFactor")
      .set({ verified: true, backupCodes })
      .where("userId", "=", person.id)
      .where("secret", "=", row.secret)
      .where("verified", "=", false)
      .returning("id")
      .executeTakeFirst()
    if (!confirmed) return false
    await trx.updateTable("auth.user").set({ twoFactorEnabled: true }).where("id", "=", person.id).execute()
    await trx.deleteFrom("auth.login").where("userId", "=", person.id).where("id", "!=", loginId).execute()
    await recordPersonalAudit(trx, { person, actor, action: "two-factor.enabled", at: now })
    return true
  })
  return isOn ? codes : "not_set_up"
}

/** @returns false for who had none */
export const turnOffOwnFactor = ({ db }: Database, change: FactorChange): Promise<boolean> =>
  db.transaction().execute((trx) => turnOffFactor(trx, change))

/** In the transaction of the caller. @returns false for who had none */
export async function turnOffFactor(db: Db, { person, actor, now }: FactorChange): Promise<boolean> {
  const gone = await db
    .deleteFrom("auth.twoFactor")
    .where("userId", "=", person.id)
    .returning("verified")
    .executeTakeFirst()
  await db.updateTable("auth.user").set({ twoFactorEnabled: false }).where("id", "=", person.id).execute()
  if (!gone?.verified) return false
  await recordPersonalAudit(db, { person, actor, action: "two-factor.disabled", at: now })
  return true
}

/** Writes down that a person signed in with one of their recovery codes, and how many they have left. */
export async function recordRecovery(
  { db }: Database,
  auth: Auth,
  { person, actor, now }: FactorChange,
): Promise<void> {
  const { recoveryCodesLeft: codesLeft } = await readTwoFactor(db, auth, person.id)
  await db.transaction().execute((trx) =>
    recordPersonalAudit(trx, {
      person,
      actor,
      action: "recovery-code.used",
      detail: { codesLeft },
      at: now,
    }),
  )
}

/** New ones in place of the old. @returns null for who has no second factor */
export async function renewRecoveryCodes(db: Db, auth: Auth, userId: string): Promise<string[] | null> {
  const codes = newRecoveryCodes()
  const renewed = await db
    .updateTable("auth.twoFactor")
    .set({ backupCodes: await sealCodes(auth, codes.map(hashOfRecoveryCode)) })
    .where("userId", "=", userId)
    .where("verified", "=", true)
    .returning("id")
    .executeTakeFirst()
  return renewed ? codes : null
}

/** Whether this is a code that the person's app shows now, or showed half a minute ago. */
export async function isAppCode(
  db: Db,
  auth: Auth,
  userId: string,
  { code, now }: { code: string; now: Date },
): Promise<boolean> {
  const row = await findFactor(db, userId)
  return row?.verified === true && isCodeOf(await unsealFactor(auth, row.secret), code, now)
}

/** As better-auth finds a recovery code among the kept ones, however it was typed. It compares texts, and knows no hashes. */
export async function recoveryCodeAsKept(db: Db, auth: Auth, userId: string, typed: string): Promise<string> {
  const row = await findFactor(db, userId)
  const kept = row ? await unsealCodes(auth, row.backupCodes) : []
  return findKept(kept, typed) ?? hashOfRecoveryCode(typed)
}

/** Uses a recovery code up, as a sign-in does. @returns false for one that there is not, or not any more */
export async function spendRecoveryCode(db: Db, auth: Auth, userId: string, typed: string): Promise<boolean> {
  const row = await findFactor(db, userId)
  if (!row?.verified) return false
  const kept = await unsealCodes(auth, row.backupCodes)
  const used = findKept(kept, typed)
  if (used === null) return false
  const left = await sealCodes(
    auth,
    kept.filter((code) => code !== used),
  )
  const updated = await db
    .updateTable("auth.twoFactor")
    .set({ backupCodes: left })
    .where("userId", "=", userId)
    // who else used one in the meantime has changed it
    .where("backupCodes", "=", row.backupCodes)
    .returning("id")
    .executeTakeFirst()
  return updated !== undefined
}

const sealCodes = (auth: Auth, kept: readonly string[]): Promise<string> =>
  sealFactor(auth, JSON.stringify(kept))

const unsealCodes = async (auth: Auth, sealed: string): Promise<string[]> =>
  JSON.parse(await unsealFactor(auth, sealed)) as string[]

const findFactor = (db: Db, userId: string) =>
  db
    .selectFrom("auth.twoFactor")
    .select(["secret", "backupCodes", "verified"])
    .where("userId", "=", userId)
    .executeTakeFirst()
