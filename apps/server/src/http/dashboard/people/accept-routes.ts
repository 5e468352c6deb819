import type { Acceptance, Accepted, InvitationLook, SeenInvitation } from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { acceptInvitation, type Comer } from "../../../account/invitation/accept-invitation.ts"
import { type FoundInvitation, findInvitation } from "../../../account/invitation/find-invitation.ts"
import { readInvitationToken } from "../../../account/invitation/invitation-token.ts"
import type { Workspace } from "../../../account/workspaces.ts"
import { ApiError } from "../../api-error.ts"
import type { Services } from "../../services.ts"
import { personIfAny } from "../authorize.ts"
import { assertOwnPage } from "../own-page.ts"
import { assertGoodPassword, NewPassword } from "../password-body.ts"
import { personName, visibleName } from "../visible-name.ts"
import { refuse } from "./refuse.ts"
import { signInNewcomer } from "./sign-in-newcomer.ts"

const Token = Type.String({ maxLength: 200 })
const LookBody = Type.Object({ token: Token }, { additionalProperties: false })
const AcceptBody = Type.Object(
  {
    token: Token,
    name: Type.Optional(visibleName),
    password: Type.Optional(NewPassword),
  },
  { additionalProperties: false },
)

interface Invited {
  workspace: Workspace
  tokenHash: Buffer
  invitation: FoundInvitation
}

/** What somebody who is invited does, before they belong anywhere; the shapes are in `people-api.ts` of the protocol. */
export function acceptRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const limited = (max: number) => ({ access: "public", rateLimit: { max, timeWindow: "1 minute" } }) as const

  app.post<{ Body: InvitationLook }>(
    "/api/invitations/look",
    { config: limited(60), schema: { body: LookBody } },
    async (request): Promise<SeenInvitation> => {
      const { workspace, invitation } = await invitedBy(services, request.body.token)
      const { id: _, isMailed: __, expiresAt, ...seen } = invitation
      return {
        ...seen,
        workspaceName: workspace.name,
        appId: workspace.appId,
        expiresAt: expiresAt.toISOString(),
      }
    },
  )

  app.post<{ Body: Acceptance }>(
    "/api/invitations/accept",
    { config: limited(30), schema: { body: AcceptBody } },
    async (request, reply): Promise<Accepted> => {
      assertOwnPage(request, services.url)
      const { workspace, tokenHash, invitation } = await invitedBy(services, request.body.token)
      const { email } = invitation
      const comer = await comerOf(services, request, reply, invitation, workspace)
      const result = await acceptInvitation(db, {
        workspaceId: workspace.id,
        tokenHash,
        comer,
        address: request.ip,
        at: services.now(),
      })
      // somebody took the address by another invitation, in the moment between
      if (result === "has_account") throw signInFirst(email)
      if (result === "is_somebody_else") throw isForAnother(email)
      if (result !== "accepted") return refuse(result)
      const { password } = request.body
      if (!("id" in comer) && password !== undefined) {
        await signInNewcomer(services, request, reply, { email, password })
      }
      return { appId: workspace.appId }
    },
  )
}

async function invitedBy(services: Services, text: string): Promise<Invited> {
  const token = readInvitationToken(text)
  const entry = token && (await services.directory.find(token.appId))
  if (!entry) return refuse("unknown_invitation")
  const { workspace } = entry
  const invitation = await findInvitation(services.database.db, workspace.id, token.hash, services.now())
  if (typeof invitation === "string") return refuse(invitation)
  return { workspace, tokenHash: token.hash, invitation }
}

/** Who wants to accept: whoever is signed in, or somebody new where nobody has the address. */
async function comerOf(
  services: Services,
  request: FastifyRequest<{ Body: Acceptance }>,
  reply: FastifyReply,
  { email, hasAccount }: FoundInvitation,
  workspace: Workspace,
): Promise<Comer> {
  const person = await personIfAny(services, request, reply)
  if (person) {
    if (person.email !== email) throw isForAnother(email)
    return person
  }
  if (hasAccount) throw signInFirst(email)
  const { name, password } = request.body
  if (name === undefined) throw new ApiError(422, "invalid", "name is missing.")
  if (password === undefined) throw new ApiError(422, "invalid", "password is missing.")
  await assertGoodPassword(password, { email, name, workspaces: [workspace.name] })
  const passwordHash = await (await services.auth.$context).password.hash(password)
  return { name: personName(name), passwordHash }
}

const signInFirst = (email: string) => new ApiError(401, "sign_in_first", `Sign in as ${email} to accept.`)

const isForAnother = (email: string) =>
  new ApiError(
    403,
    "somebody_else",
    `This invitation is for ${email}, and you are signed in as somebody else. Sign out first.`,
  )
