import { type Mode, modes } from "@holdfast/protocol"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { workspaceOf } from "../../access.ts"
import type { Services } from "../../services.ts"
import { streamsOf } from "./open-stream.ts"

const LiveQuery = Type.Object(
  { mode: Type.Enum([...modes], { default: "live" }) },
  { additionalProperties: false },
)

/**
 * Server-sent events, at most one a second: `sessions` says that sessions of the mode are new or changed, or may be. The
 * first one comes at once, since what changed before it is unknown. None tells which; the page reads what it shows.
 */
export function liveRoute(app: FastifyInstance, services: Services): void {
  const action = "session:read"
  const stream = streamsOf(app, services, action, "sessions")

  app.get<{ Params: { appId: string }; Querystring: { mode: Mode } }>(
    "/api/workspaces/:appId/sessions/live",
    { config: { access: { action } }, schema: { querystring: LiveQuery }, exposeHeadRoute: false },
    async (request, reply) => {
      const [workspace, { mode }] = [workspaceOf(request), request.query]
      stream(request, reply, {
        // browsers pass over an event without data
        events: () => "event: sessions\ndata: {}\n\n",
        follow: (onChange) => services.live.follow(workspace.id, mode, onChange),
      })
    },
  )
}
