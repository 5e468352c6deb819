import {
  type EndedLogins,
  givenRoles,
  type HandOver,
  type Member,
  type Members,
  type RoleChange,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { changeRole } from "../../../account/people/change-role.ts"
import { endLoginsOf } from "../../../account/people/end-logins-of.ts"
import { listMembers, type MemberOf } from "../../../account/people/find-member.ts"
import { handOverOwnership } from "../../../account/people/hand-over-ownership.ts"
import { leaveWorkspace } from "../../../account/people/leave-workspace.ts"
import { removePerson } from "../../../account/people/remove-person.ts"
import { roleOf, signedIn, workspaceOf } from "../../access.ts"
import type { Services } from "../../services.ts"
import { confirmPassword } from "../confirm-password.ts"
import { GivenPassword } from "../password-body.ts"
import { changeOf } from "./people-change-of.ts"
import { refuse } from "./refuse.ts"

const Params = Type.Object({ appId: Type.String(), personId: Type.String({ maxLength: 64 }) })
type Params = { appId: string; personId: string }
const RoleBody = Type.Object({ role: Type.Enum([...givenRoles]) }, { additionalProperties: false })
const HandOverBody = Type.Object(
  { personId: Type.String({ maxLength: 64 }), password: GivenPassword },
  { additionalProperties: false },
)

/** Who belongs to a workspace; the shapes are in `people-api.ts` of the protocol. */
export function peopleRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const manages = { access: { action: "people:manage" } } as const
  const path = "/api/workspaces/:appId/people"

  app.get(path, { config: manages }, async (request): Promise<Members> => {
    const members = await listMembers(db, workspaceOf(request).id)
    return { people: members.map((member) => toMember(member, request)) }
  })

  app.patch<{ Params: Params; Body: RoleChange }>(
    `${path}/:personId`,
    { config: manages, schema: { params: Params, body: RoleBody } },
    async (request): Promise<Member> => {
      const change = changeOf(request, services.now())
      const changed = await changeRole(db, change, request.params.personId, request.body.role)
      return typeof changed === "string" ? refuse(changed) : toMember(changed, request)
    },
  )

  app.delete<{ Params: Params }>(
    `${path}/:personId`,
    { config: manages, schema: { params: Params } },
    async (request, reply) => {
      const removed = await removePerson(db, changeOf(request, services.now()), request.params.personId)
      return typeof removed === "string" ? refuse(removed) : reply.code(204).send()
    },
  )

  app.post<{ Params: Params }>(
    `${path}/:personId/end-logins`,
    { config: manages, schema: { params: Params } },
    async (request): Promise<EndedLogins> => {
      const ended = await endLoginsOf(db, changeOf(request, services.now()), request.params.personId)
      return typeof ended === "string" ? refuse(ended) : { ended }
    },
  )

  app.post(
    "/api/workspaces/:appId/leave",
    { config: { access: { action: "workspace:leave" } } },
    async (request, reply) => {
      const result = await leaveWorkspace(db, changeOf(request, services.now()), roleOf(request))
      return result === "left" ? reply.code(204).send() : refuse(result)
    },
  )

  app.post<{ Body: HandOver }>(
    "/api/workspaces/:appId/hand-over",
    {
      config: { access: { action: "ownership:hand-over" } },
      schema: { body: HandOverBody },
    },
    async (request, reply) => {
      const { personId, password } = request.body
      await confirmPassword(services, request, reply, password)
      const result = await handOverOwnership(db, changeOf(request, services.now()), personId)
      return result === "handed_over" ? reply.code(204).send() : refuse(result)
    },
  )
}

const toMember = ({ joinedAt, ...member }: MemberOf, request: FastifyRequest): Member => ({
  ...member,
  joinedAt: joinedAt.toISOString(),
  isMe: member.id === signedIn(request).id,
})
