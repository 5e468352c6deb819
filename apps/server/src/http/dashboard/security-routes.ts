import type { WorkspaceSecurity } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { readSecurity, requireTwoFactor } from "../../account/workspace-security.ts"
import { signedIn, workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

const Body = Type.Object({ requiresTwoFactor: Type.Boolean() }, { additionalProperties: false })

/** How people must sign in to a workspace. */
export function securityRoutes(app: FastifyInstance, services: Services): void {
  const { database } = services
  const path = "/api/workspaces/:appId/security"

  app.get(
    path,
    { config: { access: { action: "people:manage" } } },
    (request): Promise<WorkspaceSecurity> => readSecurity(database.db, workspaceOf(request).id),
  )

  app.patch<{ Body: { requiresTwoFactor: boolean } }>(
    path,
    { config: { access: { action: "two-factor:require" } }, schema: { body: Body } },
    async (request): Promise<WorkspaceSecurity> => {
      const { requiresTwoFactor } = request.body
      if (requiresTwoFactor && !signedIn(request).hasTwoFactor) {
        const sentence = "Set up a second factor of your own first: it will be required of you, too."
        throw new ApiError(409, "two_factor_first", sentence)
      }
      const { id } = workspaceOf(request)
      const actor = actorOf(request)
      await requireTwoFactor(database, { workspaceId: id, requiresTwoFactor, actor, now: services.now() })
      return readSecurity(database.db, id)
    },
  )
}
