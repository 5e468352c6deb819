import type { EndedLogins, Me, OwnLogins } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { listLogins } from "../../account/logins/list-logins.ts"
import { endLogin, endOtherLogins } from "../../account/logins/record-logins.ts"
import { changeOwnPassword } from "../../account/password/change-own-password.ts"
import { ownerOf } from "../../account/password/password-fault.ts"
import { renamePerson } from "../../account/people/rename-person.ts"
import { workspacesOf } from "../../account/people.ts"
import { loginIdOf, signedIn } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { confirmPassword } from "./confirm-password.ts"
import { assertGoodPassword, GivenPassword, NewPassword } from "./password-body.ts"
import { personName, visibleName } from "./visible-name.ts"

const NameBody = Type.Object({ name: visibleName }, { additionalProperties: false })
/** The password once more, before what a browser left open should not be able to do. */
const Confirmed = Type.Object({ password: GivenPassword }, { additionalProperties: false })
type Confirmed = { password: string }
const PasswordBody = Type.Object(
  { password: GivenPassword, newPassword: NewPassword },
  { additionalProperties: false },
)

/** What people do with their own account, in whichever workspaces they are; the shapes are in `account-api.ts`. */
export function meRoutes(app: FastifyInstance, services: Services): void {
  const { database, auth } = services
  const config = { access: "person" } as const
  const whose = (request: FastifyRequest) => ({
    person: signedIn(request),
    address: request.ip,
    now: services.now(),
  })

  app.get("/api/me", { config }, async (request): Promise<Me> => {
    const user = signedIn(request)
    const { isMailConfigured, translator, reads } = services
    const workspaces = await workspacesOf(reads.db, user.id)
    return { user, isMailConfigured, isTranslatorConfigured: translator !== null, workspaces }
  })

  app.patch<{ Body: { name: string } }>(
    "/api/me",
    { config, schema: { body: NameBody } },
    async (request, reply) => {
      const name = personName(request.body.name)
      await renamePerson(database.db, signedIn(request).id, name, services.now())
      return reply.code(204).send()
    },
  )

  app.post<{ Body: { password: string; newPassword: string } }>(
    "/api/me/password",
    { config, schema: { body: PasswordBody } },
    async (request, reply) => {
      await confirmPassword(services, request, reply, request.body.password)
      const person = signedIn(request)
      await assertGoodPassword(request.body.newPassword, await ownerOf(database.db, person.id))
      const { secret, url } = services
      await changeOwnPassword(database, auth, secret, {
        ...{ person, actor: actorOf(request), password: request.body.newPassword },
        ...{ loginId: loginIdOf(request), address: request.ip, url, now: services.now() },
      })
      return reply.code(204).send()
    },
  )

  app.get("/api/me/logins", { config }, async (request): Promise<OwnLogins> => {
    // not the clock of `services`: better-auth has its own
    return { logins: await listLogins(database.db, signedIn(request).id, loginIdOf(request), new Date()) }
  })

  app.post<{ Body: Confirmed }>(
    "/api/me/logins/end-others",
    { config, schema: { body: Confirmed } },
    async (request, reply): Promise<EndedLogins> => {
      await confirmPassword(services, request, reply, request.body.password)
      return { ended: await endOtherLogins(database.db, { ...whose(request), loginId: loginIdOf(request) }) }
    },
  )

  app.post<{ Params: { loginId: string }; Body: Confirmed }>(
    "/api/me/logins/:loginId/end",
    { config, schema: { body: Confirmed } },
    async (request, reply) => {
      const { loginId } = request.params
      await confirmPassword(services, request, reply, request.body.password)
      if (!(await endLogin(database.db, { ...whose(request), loginId, why: "ended by the person" }))) {
        throw new ApiError(404, "login_not_found", "You have no such login; it may have ended already.")
      }
      return reply.code(204).send()
    },
  )
}
