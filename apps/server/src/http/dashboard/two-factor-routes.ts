import type { RecoveryCodes, TwoFactorSetup, TwoFactorState } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { forgetAttempts, type Limit, takeAttempt } from "../../account/sign-in/attempts.ts"
import { keyedHash } from "../../account/sign-in/keyed-hash.ts"
import {
  confirmFactor,
  type FactorChange,
  readTwoFactor,
  renewRecoveryCodes,
  setUpFactor,
  turnOffFactor,
} from "../../account/two-factor/second-factor.ts"
import { loginIdOf, signedIn } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { confirmPassword } from "./confirm-password.ts"
import { tooManyTries } from "./guess.ts"
import { GivenPassword } from "./password-body.ts"

const PasswordBody = Type.Object({ password: GivenPassword }, { additionalProperties: false })
const CodeBody = Type.Object({ code: Type.String({ maxLength: 100 }) }, { additionalProperties: false })

type WithPassword = { Body: { password: string } }

/** A person's own second factor: set up in two steps, new recovery codes, and off again. */
export function twoFactorRoutes(app: FastifyInstance, services: Services): void {
  const { auth, database } = services
  const config = { access: "person" } as const
  const withPassword = { config, schema: { body: PasswordBody } }
  const changeOf = (request: FastifyRequest): FactorChange => ({
    person: signedIn(request),
    actor: actorOf(request),
    now: services.now(),
  })

  app.get("/api/me/two-factor", { config }, (request): Promise<TwoFactorState> => {
    return readTwoFactor(database.db, auth, signedIn(request).id)
  })

  app.post<WithPassword>(
    "/api/me/two-factor/set-up",
    withPassword,
    async (request, reply): Promise<TwoFactorSetup> => {
      await confirmPassword(services, request, reply, request.body.password)
      return (await setUpFactor(database.db, auth, signedIn(request))) ?? isOnAlready()
    },
  )

  app.post<{ Body: { code: string } }>(
    "/api/me/two-factor/confirm",
    { config, schema: { body: CodeBody } },
    async (request, reply): Promise<RecoveryCodes> => {
      const code = request.body.code.replace(/\D/g, "")
      const { id } = signedIn(request)
      const key = keyedHash(services.secret, "two-factor", id)
      const limit: Limit = { scope: "confirm", key, most: 10, windowMs: 15 * 60_000 }
      const waitS = await takeAttempt(database.db, limit, services.now())
      if (waitS !== null) throw tooManyTries(reply, waitS)
      const result = await confirmFactor(database, auth, changeOf(request), loginIdOf(request), code)
      if (result === "not_set_up") {
        throw new ApiError(409, "not_set_up", "There is no second factor to confirm; begin again.")
      }
      if (result === "wrong_code") {
        const sentence =
          "This code does not fit. Take the one that is shown now, and check the clock of that device."
        throw new ApiError(422, "wrong_code", sentence)
      }
      await forgetAttempts(database.db, limit)
      return { recoveryCodes: result }
    },
  )

  app.post<WithPassword>(
    "/api/me/two-factor/recovery-codes",
    withPassword,
    async (request, reply): Promise<RecoveryCodes> => {
      await confirmPassword(services, request, reply, request.body.password)
      return { recoveryCodes: (await renewRecoveryCodes(database.db, auth, signedIn(request).id)) ?? isOff() }
    },
  )

  app.post<WithPassword>("/api/me/two-factor/turn-off", withPassword, async (request, reply) => {
    await confirmPassword(services, request, reply, request.body.password)
    const wasOn = await database.db.transaction().execute((trx) => turnOffFactor(trx, changeOf(request)))
    if (!wasOn) isOff()
    return reply.code(204).send()
  })
}

function isOnAlready(): never {
  throw new ApiError(409, "two_factor_on", "You have a second factor already; turn it off first.")
}

function isOff(): never {
  throw new ApiError(409, "two_factor_off", "You have no second factor.")
}
