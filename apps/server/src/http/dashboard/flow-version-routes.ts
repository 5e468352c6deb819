import type { FlowVersion } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { readFlowVersion } from "../../flow/read-flow-version.ts"
import { workspaceOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

/** The exact version of a flow that a session saw, beside what is published now. */
export function flowVersionRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.reads

  app.get<{ Params: { appId: string; blueprintId: string } }>(
    "/api/workspaces/:appId/blueprints/:blueprintId",
    { config: { access: { action: "session:read" } } },
    async (request): Promise<FlowVersion> => {
      const { blueprintId } = request.params
      const version = await readFlowVersion(db, workspaceOf(request).id, blueprintId)
      if (!version) {
        throw new ApiError(404, "blueprint_not_found", "This workspace has published no version of that id.")
      }
      return version
    },
  )
}
