import type { ClickToCancel } from "@holdfast/protocol"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { changeSettings } from "../../account/change-settings.ts"
import { findWorkspace } from "../../account/workspaces.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

const Body = Type.Partial(Type.Object({ singleClick: Type.Boolean(), maximal: Type.Boolean() }), {
  additionalProperties: false,
})

/** Where customers can cancel with a single click: the two switches of a workspace. */
export function clickToCancelRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const path = "/api/workspaces/:appId/click-to-cancel"
  const config = { access: { action: "compliance:manage" } } as const

  const read = async (appId: string): Promise<ClickToCancel> => {
    const workspace = await findWorkspace(db, appId)
    if (!workspace) throw new ApiError(404, "workspace_not_found", "This workspace was deleted.")
    return workspace.clickToCancel
  }

  app.get(path, { config }, (request) => read(workspaceOf(request).appId))

  app.patch<{ Body: Partial<ClickToCancel> }>(
    path,
    { config, schema: { body: Body } },
    async (request): Promise<ClickToCancel> => {
      const { id, appId } = workspaceOf(request)
      const { singleClick, maximal } = request.body
      const settings = { singleClickCompliance: singleClick, maximalUsCompliance: maximal }
      await changeSettings(db, id, settings, actorOf(request), services.now())
      services.directory.forget(appId)
      return read(appId)
    },
  )
}
