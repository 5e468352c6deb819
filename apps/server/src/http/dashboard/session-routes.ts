import type { Evidence, SessionPage } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { recordAudit } from "../../account/audit/record-audit.ts"
import { readEvidence } from "../../session/evidence/read-evidence.ts"
import { readSessionPage } from "../../session/read/read-session-page.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import { assertLookedAt } from "../assert-looked-at.ts"
import type { Services } from "../services.ts"

/** One session: its timeline and why it counts as it does; and the evidence of its cancellation. */
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

  app.get<{ Params: { appId: string; id: string } }>(
    "/api/workspaces/:appId/sessions/:id/evidence",
    // each is written down, and a look at the headers alone takes none
    { config: { access: { action: "session:read" } }, exposeHeadRoute: false },
    async (request): Promise<Evidence> => {
      assertLookedAt(request, "Evidences")
      const workspace = workspaceOf(request)
      const at = services.now()
      const evidence = await readEvidence(db, workspace, request.params.id, at)
      if (!evidence)
        throw new ApiError(404, "session_not_found", "This workspace has no session with that id.")
      const { id } = evidence.session
      await recordAudit(services.database.db, {
        workspaceId: workspace.id,
        actor: actorOf(request),
        action: "evidence.taken",
        target: { kind: "session", id, name: id },
        at,
      })
      return evidence
    },
  )
}
