import type { SignInOptions } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { requestReset } from "../../account/password/request-reset.ts"
import { useReset } from "../../account/password/use-reset.ts"
import { addressKey } from "../../account/sign-in/address-key.ts"
import { type Limit, takeAttempt } from "../../account/sign-in/attempts.ts"
import { rememberPlace } from "../../account/sign-in/familiar.ts"
import { keyedHash } from "../../account/sign-in/keyed-hash.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { newDevice, readDevice, setDevice } from "./device-cookie.ts"
import { tooManyTries } from "./guess.ts"
import { assertOwnPage } from "./own-page.ts"
import { NewPassword } from "./password-body.ts"

const EmailBody = Type.Object({ email: Type.String({ maxLength: 320 }) }, { additionalProperties: false })
const UseBody = Type.Object(
  { token: Type.String({ maxLength: 200 }), password: NewPassword },
  { additionalProperties: false },
)

/** Writing a mail takes some milliseconds that looking for nobody does not: both are answered after as long. */
const answeredAfterMs = 250

/** For who forgot their password. What is asked for an unknown email is answered like any other. */
export function passwordResetRoutes(app: FastifyInstance, services: Services): void {
  const { auth, database, secret, url } = services
  const config = { access: "public" } as const

  app.get("/api/sign-in-options", { config }, (): SignInOptions => {
    return { isMailConfigured: services.isMailConfigured }
  })

  app.post<{ Body: { email: string } }>(
    "/api/password-resets",
    { config, schema: { body: EmailBody } },
    async (request, reply) => {
      assertOwnPage(request, url)
      const now = services.now()
      const key = keyedHash(secret, addressKey(request.ip))
      const limit: Limit = { scope: "reset", key, most: 20, windowMs: 3600 * 1000 }
      const waitS = await takeAttempt(database.db, limit, now)
      if (waitS !== null) throw tooManyTries(reply, waitS)
      const asked = { email: request.body.email.trim(), url, now }
      await Promise.all([requestReset(database, secret, asked), passed(answeredAfterMs)])
      return reply.code(202).send({})
    },
  )

  app.post<{ Body: { token: string; password: string } }>(
    "/api/password-resets/use",
    { config, schema: { body: UseBody } },
    async (request, reply) => {
      assertOwnPage(request, url)
      const now = services.now()
      const person = await useReset(database, auth, secret, {
        ...request.body,
        address: request.ip,
        url,
        now,
      })
      if (!person) {
        throw new ApiError(410, "reset_link_over", "This link was used already or is more than an hour old.")
      }
      if ("fault" in person) throw new ApiError(422, "weak_password", person.fault)
      // whoever reads the person's mail is no stranger to the account, however many guess at it
      const device = readDevice(request, services.url) ?? newDevice()
      await rememberPlace(database.db, secret, person.id, { address: request.ip, device }, now)
      setDevice(reply, device, url)
      return reply.code(204).send()
    },
  )
}

const passed = (ms: number) => new Promise((done) => setTimeout(done, ms))
