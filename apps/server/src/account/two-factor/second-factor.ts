import { randomBytes, randomUUID } from "node:crypto"
import type { TwoFactorSetup, TwoFactorState } from "@holdfast/protocol/dashboard"
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto"
import type { Database, Db } from "../../db/database.ts"
import type { Actor } from "../audit/record-audit.ts"
import { recordPersonalAudit } from "../audit/record-personal-audit.ts"
import type { Auth } from "../auth.ts"
import { base32 } from "./base32.ts"
import { newRecoveryCodes } from "./recovery-codes.ts"
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
  const codes = JSON.parse(await unsealFactor(auth, row.backupCodes)) as string[]
  return { isOn: true, recoveryCodesLeft: codes.length }
}

/**
 * A new secret that does not count yet; one that was not confirmed is replaced.
 * @returns null for who has a second factor already
 */
export async function setUpFactor(db: Db, auth: Auth, person: Person): Promise<TwoFactorSetup | null> {
  const secret = randomBytes(24).toString("base64url")
  const sealed = {
    secret: await sealFactor(auth, secret),
    backupCodes: await sealFactor(auth, JSON.stringify(newRecoveryCodes())),
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
  const isOn = await db.transaction().execute(async (trx) => {
    // the same secret still, and only once
    const confirmed = await trx
      .updateTable("auth.twoFactor")
      .set({ verified: true })
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
  if (!isOn) return "not_set_up"
  return JSON.parse(await unsealFactor(auth, row.backupCodes)) as string[]
}

/** @returns false for who had none */
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
    .set({ backupCodes: await sealFactor(auth, JSON.stringify(codes)) })
    .where("userId", "=", userId)
    .where("verified", "=", true)
    .returning("id")
    .executeTakeFirst()
  return renewed ? codes : null
}

const findFactor = (db: Db, userId: string) =>
  db
    .selectFrom("auth.twoFactor")
    .select(["secret", "backupCodes", "verified"])
    .where("userId", "=", userId)
    .executeTakeFirst()

/** Encrypts as better-auth does with what belongs to a second factor: it reads these values when somebody signs in. */
async function sealFactor(auth: Auth, data: string): Promise<string> {
  return symmetricEncrypt({ key: (await auth.$context).secretConfig, data })
}

async function unsealFactor(auth: Auth, data: string): Promise<string> {
  return symmetricDecrypt({ key: (await auth.$context).secretConfig, data })
}
