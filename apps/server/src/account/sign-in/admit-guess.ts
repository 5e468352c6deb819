import type { Kysely } from "kysely"
import type { Tables } from "../../db/schema.ts"
import type { Secret } from "../secret.ts"
import { addressKey } from "./address-key.ts"
import { forgetAttempts, giveBackAttempt, type Limit, takeAttempt } from "./attempts.ts"
import { findFamiliar, rememberPlace, type Whereabouts } from "./familiar.ts"
import { keyedHash } from "./keyed-hash.ts"

const minutes = 60_000

/** Wrong guesses at one account from one address, or from one browser that has signed in to it before. */
const ofOnePlace = { most: 10, windowMs: 15 * minutes }
/** Wrong guesses from one address, at whichever accounts. */
const ofOneAddress = { most: 60, windowMs: 15 * minutes }
/** Wrong guesses at one account from all the addresses that it was never signed in from, taken together. */
const ofAllStrangers = { most: 50, windowMs: 60 * minutes }

/** A guess at a password or a code that may be made. It counts as wrong unless one of these says otherwise. */
export interface Guess {
  /** It was right, and the person is signed in. */
  succeed(userId: string): Promise<void>
  /** It was not wrong: right, but not all that is asked for, or not understood. */
  giveBack(): Promise<void>
}

/**
 * Whether somebody may guess at an account, known or not: 10 wrong guesses in 15 minutes for the account from one
 * address; 60 from one address; 50 an hour for the account from addresses it was never signed in from, together. None of
 * this holds for a browser that has signed in to the account: it has a limit of its own, so that nobody uses up the
 * owner's guesses, not even from the same office.
 * @returns seconds to wait when it may not be made
 */
export async function admitGuess(
  db: Kysely<Tables>,
  secret: Secret,
  { email, ...where }: Whereabouts & { email: string },
  now: Date,
): Promise<Guess | { waitS: number }> {
  const account = email.toLowerCase()
  const { isDevice, isAddress } = await findFamiliar(db, secret, account, where, now)
  const address = addressKey(where.address)
  const place = isDevice ? `device ${where.device}` : `address ${address}`
  const own: Limit = { scope: "place", key: keyedHash(secret, account, place), ...ofOnePlace }
  const shared: Limit[] = []
  if (!isDevice) shared.push({ scope: "address", key: keyedHash(secret, address), ...ofOneAddress })
  if (!isDevice && !isAddress) {
    shared.push({ scope: "strangers", key: keyedHash(secret, account), ...ofAllStrangers })
  }
  const waitS = await takeAll(db, [...shared, own], now)
  if (waitS !== null) return { waitS }
  return {
    succeed: (userId) =>
      db.transaction().execute(async (trx) => {
        for (const limit of shared) await giveBackAttempt(trx, limit)
        await forgetAttempts(trx, own)
        await rememberPlace(trx, secret, userId, where, now)
      }),
    giveBack: () =>
      db.transaction().execute(async (trx) => {
        for (const limit of [...shared, own]) await giveBackAttempt(trx, limit)
      }),
  }
}

/** Undoes the transaction. */
class NoRoom extends Error {
  readonly waitS: number
  constructor(waitS: number) {
    super("no room for another try")
    this.waitS = waitS
  }
}

/** All of them or none: a guess that is not made counts nowhere. The order is that of the scopes, for everybody alike. */
async function takeAll(db: Kysely<Tables>, limits: readonly Limit[], now: Date): Promise<number | null> {
  try {
    await db.transaction().execute(async (trx) => {
      for (const limit of limits) {
        const waitS = await takeAttempt(trx, limit, now)
        if (waitS !== null) throw new NoRoom(waitS)
      }
    })
    return null
  } catch (error) {
    if (error instanceof NoRoom) return error.waitS
    throw error
  }
}
