import type { MadeWorkspace, WorkspaceName } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { makeOwnWorkspace, mostOwned } from "../../account/workspace/make-own-workspace.ts"
import { renameWorkspace } from "../../account/workspace/rename-workspace.ts"
import { signedIn, workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { onOneLine, visibleName } from "./visible-name.ts"

const NameBody = Type.Object({ name: visibleName }, { additionalProperties: false })

/** Another workspace of an owner, and another name for one; the shapes are in `account-api.ts` of the protocol. */
export function workspaceRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database

  app.post<{ Body: WorkspaceName }>(
    "/api/workspaces/:appId/workspaces",
    {
      config: { access: { action: "workspace:create" }, rateLimit: { max: 20, timeWindow: "1 minute" } },
      schema: { body: NameBody },
    },
    async (request, reply) => {
      const name = onOneLine(request.body.name)
      const { id, email } = signedIn(request)
      const asked = { name, owner: { id, email }, actor: actorOf(request) }
      const made = await makeOwnWorkspace(db, asked, services.now())
      if (made === "too_many") {
        const sentence = `You own ${mostOwned} workspaces, and that is as many as a person may own.`
        throw new ApiError(409, "too_many_workspaces", sentence)
      }
      return reply.code(201).send({ appId: made.appId, name } satisfies MadeWorkspace)
    },
  )

  app.patch<{ Body: WorkspaceName }>(
    "/api/workspaces/:appId",
    { config: { access: { action: "workspace:rename" } }, schema: { body: NameBody } },
    async (request): Promise<MadeWorkspace> => {
      const { id, appId } = workspaceOf(request)
      const name = onOneLine(request.body.name)
      const before = await renameWorkspace(db, id, { name, actor: actorOf(request) }, services.now())
      if (before === null) throw new ApiError(404, "workspace_not_found", "This workspace was deleted.")
      services.directory.forget(appId)
      return { appId, name }
    },
  )
}
