import type { SessionPage } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { readSessionPage } from "../../session/read/read-session-page.ts"
import { workspaceOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

/** One session: its timeline and why it counts as it does. */
export function sessionRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.reads

  app.get<{ Params: { appId: string; id: string } }>(
    "/api/workspaces/:appId/sessions/:id",
    { config: { access: { action: "session:read" } } },
    async (request): Promise<SessionPage> => {
      const page = await readSessionPage(db, workspaceOf(request).id, request.params.id, services.now())
      if (!page) throw new ApiError(404, "session_not_found", "This workspace has no session with that id.")
      return page
    },
  )
}
