import type { FastifyReply, FastifyRequest } from "fastify"
import { checkPassword } from "../../account/password/check-password.ts"
import { forgetAttempts, type Limit, takeAttempt } from "../../account/sign-in/attempts.ts"
import { keyedHash } from "../../account/sign-in/keyed-hash.ts"
import { loginIdOf, signedIn } from "../access.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { tooManyTries } from "./guess.ts"

/**
 * Asks the signed-in person for their password again, before what a browser left open should not be able to do.
 * @throws ApiError 422 for a wrong one, 429 with `retry-after` after ten of them from this login in 15 minutes
 */
export async function confirmPassword(
  { auth, database, secret, now }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  password: string,
): Promise<void> {
  const key = keyedHash(secret, signedIn(request).id, loginIdOf(request))
  const limit: Limit = { scope: "confirm", key, most: 10, windowMs: 15 * 60_000 }
  const waitS = await takeAttempt(database.db, limit, now())
  if (waitS !== null) throw tooManyTries(reply, waitS)
  if (!(await checkPassword(database.db, auth, signedIn(request).id, password))) {
    throw new ApiError(422, "wrong_password", "This is not your password.")
  }
  await forgetAttempts(database.db, limit)
}
