import type { RecoveryCodes, TwoFactorSetup, TwoFactorState } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { takeAttempt } from "../../account/sign-in/attempts.ts"
import {
  confirmFactor,
  type FactorChange,
  readTwoFactor,
  renewRecoveryCodes,
  setUpFactor,
  turnOffOwnFactor,
} from "../../account/two-factor/second-factor.ts"
import { loginIdOf, signedIn } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { confirmCode, digitsOf, guessCode, onceFor } from "./confirm-code.ts"
import { confirmPassword } from "./confirm-password.ts"
import { GivenPassword } from "./password-body.ts"

const PasswordBody = Type.Object({ password: GivenPassword }, { additionalProperties: false })
const GivenCode = Type.String({ maxLength: 100 })
const CodeBody = Type.Object({ code: GivenCode }, { additionalProperties: false })
const BothBody = Type.Object({ password: GivenPassword, code: GivenCode }, { additionalProperties: false })

type WithPassword = { Body: { password: string } }
type WithBoth = { Body: { password: string; code: string } }

/**
 * A person's own second factor: set up in two steps, new recovery codes, and off again. The latter two ask for it, too:
 * a password and a browser left open must not be able to take it away.
 */
export function twoFactorRoutes(app: FastifyInstance, services: Services): void {
  const { auth, database } = services
  const config = { access: "person" } as const
  const withPassword = { config, schema: { body: PasswordBody } }
  const withBoth = { config, schema: { body: BothBody } }
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
      const code = digitsOf(request.body.code)
      const now = services.now()
      let codes: string[] = []
      await guessCode(services, request, reply, async () => {
        const result = await confirmFactor(database, auth, changeOf(request), loginIdOf(request), code)
        if (result === "not_set_up") {
          throw new ApiError(409, "not_set_up", "There is no second factor to confirm; begin again.")
        }
        if (result === "wrong_code") return false
        codes = result
        return true
      })
      // it signs nobody in any more
      await takeAttempt(database.db, onceFor(services, signedIn(request).id, code), now)
      return { recoveryCodes: codes }
    },
  )

  /** @throws ApiError 409 for who has no second factor */
  const confirmBoth = async (request: FastifyRequest<WithBoth>, reply: FastifyReply): Promise<void> => {
    await confirmPassword(services, request, reply, request.body.password)
    const { isOn } = await readTwoFactor(database.db, auth, signedIn(request).id)
    if (!isOn) isOff()
    await confirmCode(services, request, reply, request.body.code)
  }

  app.post<WithBoth>(
    "/api/me/two-factor/recovery-codes",
    withBoth,
    async (request, reply): Promise<RecoveryCodes> => {
      await confirmBoth(request, reply)
      return { recoveryCodes: (await renewRecoveryCodes(database.db, auth, signedIn(request).id)) ?? isOff() }
    },
  )

  app.post<WithBoth>("/api/me/two-factor/turn-off", withBoth, async (request, reply) => {
    await confirmBoth(request, reply)
    const wasOn = await turnOffOwnFactor(database, changeOf(request))
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
