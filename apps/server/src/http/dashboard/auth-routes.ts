import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { type TSchema, Type } from "typebox"
import type { Services } from "../services.ts"
import { askAuth, passOn } from "./ask-auth.ts"
import { endPresentedLogin } from "./logins.ts"
import { assertOwnPage } from "./own-page.ts"
import { GivenPassword } from "./password-body.ts"
import { verifyRecoveryCode, verifyTotp } from "./second-step.ts"
import { type SignInBody, signIn } from "./sign-in.ts"

interface OpenEndpoint {
  body: TSchema
  /** Sends the reply. Its body has been checked. */
  answer(services: Services, request: FastifyRequest, reply: FastifyReply): Promise<void>
}

const closed = { additionalProperties: false }
const Code = Type.Object({ code: Type.String({ maxLength: 100 }) }, closed)
const EmailAndPassword = Type.Object(
  {
    email: Type.String({ maxLength: 320 }),
    password: GivenPassword,
  },
  closed,
)

/**
 * What of better-auth is open to browsers. It has some thirty endpoints more (signing up, listing logins with their
 * tokens, changing an email), which we do not use or do ourselves with an entry in the audit log: `me-routes.ts`,
 * `two-factor-routes.ts`, `password-reset-routes.ts`.
 */
export const openEndpoints: Readonly<Record<string, OpenEndpoint>> = {
  "/sign-in/email": {
    body: EmailAndPassword,
    answer: (services, request, reply) => signIn(services, request, reply, request.body as SignInBody),
  },
  "/two-factor/verify-totp": {
    body: Code,
    answer: (services, request, reply) =>
      verifyTotp(services, request, reply, request.body as { code: string }),
  },
  "/two-factor/verify-backup-code": {
    body: Code,
    answer: (services, request, reply) =>
      verifyRecoveryCode(services, request, reply, request.body as { code: string }),
  },
  "/sign-out": {
    body: Type.Object({}, closed),
    answer: async (services, request, reply) => {
      const { cookie } = request.headers
      await endPresentedLogin(services, request, "signed out")
      const answer = await askAuth(services, request, { path: "/sign-out", body: {}, cookie })
      await passOn(answer, reply)
      if (answer.ok) void reply.send({})
    },
  },
}

/** Signing in and out. Nobody's page but ours may use up somebody's tries. */
export function authRoutes(app: FastifyInstance, services: Services): void {
  for (const [path, { body, answer }] of Object.entries(openEndpoints)) {
    app.post(
      `/api/auth${path}`,
      { config: { access: "public" }, schema: { body } },
      async (request, reply) => {
        assertOwnPage(request, services.url)
        await answer(services, request, reply)
        return reply
      },
    )
  }
}
