import {
  givenRoles,
  type NewInvitation,
  type OpenInvitations,
  type SentInvitation,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { emailPattern } from "../../../account/email-address.ts"
import { type Inviting, invite, resendInvitation } from "../../../account/invitation/invite.ts"
import { listInvitations } from "../../../account/invitation/list-invitations.ts"
import { revokeInvitation } from "../../../account/invitation/revoke-invitation.ts"
import { workspaceOf } from "../../access.ts"
import type { Services } from "../../services.ts"
import { uuidParam } from "../../uuid-param.ts"
import { changeOf } from "./people-change-of.ts"
import { refuse } from "./refuse.ts"

const InvitationBody = Type.Object(
  {
    email: Type.String({
      maxLength: 254,
      pattern: emailPattern,
      accepts: "an email address of plain letters and digits, such as ada@example.com",
    }),
    role: Type.Enum([...givenRoles]),
  },
  { additionalProperties: false },
)
const Params = Type.Object({
  appId: Type.String(),
  invitationId: uuidParam("the id of an invitation"),
})
type Params = { appId: string; invitationId: string }

/** Who is invited to a workspace; the shapes are in `people-api.ts` of the protocol. */
export function invitationRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const config = { access: { action: "people:manage" } } as const
  // each sends a mail to somebody who did not ask for it
  const sends = { ...config, rateLimit: { max: 60, timeWindow: "1 minute" } } as const
  const path = "/api/workspaces/:appId/invitations"
  const inviting = (request: FastifyRequest): Inviting => ({
    workspace: workspaceOf(request),
    secret: services.secret,
    url: services.url,
  })

  app.get(
    path,
    { config },
    async (request): Promise<OpenInvitations> => ({
      invitations: await listInvitations(db, workspaceOf(request).id, services.now()),
    }),
  )

  app.post<{ Body: NewInvitation }>(
    path,
    { config: sends, schema: { body: InvitationBody } },
    async (request, reply) => {
      const { email, role } = request.body
      const change = changeOf(request, services.now())
      const sent = await invite(db, inviting(request), change, { email: email.toLowerCase(), role })
      if (typeof sent === "string") return refuse(sent)
      return reply.code(201).send(sent satisfies SentInvitation)
    },
  )

  app.post<{ Params: Params }>(
    `${path}/:invitationId/resend`,
    { config: sends, schema: { params: Params } },
    async (request, reply) => {
      const change = changeOf(request, services.now())
      const sent = await resendInvitation(db, inviting(request), change, request.params.invitationId)
      if (typeof sent === "string") return refuse(sent)
      return reply.code(201).send(sent satisfies SentInvitation)
    },
  )

  app.delete<{ Params: Params }>(
    `${path}/:invitationId`,
    { config, schema: { params: Params } },
    async (request, reply) => {
      const change = changeOf(request, services.now())
      const result = await revokeInvitation(db, change, request.params.invitationId)
      return result === "revoked" ? reply.code(204).send() : refuse(result)
    },
  )
}
