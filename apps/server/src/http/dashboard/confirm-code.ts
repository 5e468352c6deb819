import type { FastifyReply, FastifyRequest } from "fastify"
import { forgetAttempts, giveBackAttempt, type Limit, takeAttempt } from "../../account/sign-in/attempts.ts"
import { keyedHash } from "../../account/sign-in/keyed-hash.ts"
import { isAppCode, spendRecoveryCode } from "../../account/two-factor/second-factor.ts"
import { signedIn } from "../access.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { tooManyTries } from "./guess.ts"

/** A code of an app as it is checked: people put a space into it. */
export const digitsOf = (typed: string): string => typed.replace(/\D/g, "")

/** What lets a code of an app in one time only, for as long as it is good and more. */
export const onceFor = ({ secret }: Pick<Services, "secret">, userId: string, code: string): Limit => ({
  scope: "code",
  key: keyedHash(secret, userId, code),
  most: 1,
  windowMs: 2 * 60_000,
})

/**
 * Carries out something that guesses at the signed-in person's code. Ten wrong ones in 15 minutes, then they wait.
 * @param isRight whether the code fits; what is right forgives the wrong ones
 * @throws ApiError 422 for a wrong one, 429 with `retry-after`
 */
export async function guessCode(
  { database, secret, now }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  isRight: () => Promise<boolean>,
): Promise<void> {
  const key = keyedHash(secret, "two-factor", signedIn(request).id)
  const limit: Limit = { scope: "confirm", key, most: 10, windowMs: 15 * 60_000 }
  const waitS = await takeAttempt(database.db, limit, now())
  if (waitS !== null) throw tooManyTries(reply, waitS)
  if (!(await isRight())) {
    const sentence =
      "This code does not fit. Take the one that is shown now, and check the clock of that device."
    throw new ApiError(422, "wrong_code", sentence)
  }
  await forgetAttempts(database.db, limit)
}

/**
 * Asks the signed-in person for a code of their app, or for a recovery code, before what a stolen password should not be
 * able to do. Either is used up.
 * @throws ApiError 422 for a wrong or a used one, 429 with `retry-after` after ten of them in 15 minutes
 */
export async function confirmCode(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
): Promise<void> {
  const { database, auth } = services
  const { db } = database
  const { id } = signedIn(request)
  await guessCode(services, request, reply, async () => {
    const code = typed.replace(/\s/g, "")
    if (!/^\d{6}$/.test(code)) return spendRecoveryCode(db, auth, id, typed)
    const once = onceFor(services, id, code)
    if ((await takeAttempt(db, once, services.now())) !== null) {
      throw new ApiError(422, "code_used", "This code has been used; wait for the next one.")
    }
    if (await isAppCode(db, auth, id, { code, now: services.now() })) return true
    await giveBackAttempt(db, once)
    return false
  })
}
