import type { ServerResponse } from "node:http"
import { type Mode, modes } from "@holdfast/protocol"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { signedIn, workspaceOf } from "../../access.ts"
import { ApiError } from "../../api-error.ts"
import type { Services } from "../../services.ts"
import { authorize } from "../authorize.ts"
import { streamChanges } from "./stream-changes.ts"

/** An open page has one, and closes it while it is hidden. */
const mostStreamsOfOne = 10

const LiveQuery = Type.Object(
  { mode: Type.Enum([...modes], { default: "live" }) },
  { additionalProperties: false },
)

/**
 * Server-sent events, at most one a second: `sessions` says that sessions of the mode are new or changed, or may be. The
 * first one comes at once, since what changed before it is unknown. None tells which; the page reads what it shows.
 */
export function liveRoute(app: FastifyInstance, services: Services): void {
  const open = new Map<ServerResponse, string>()
  const action = "session:read"
  app.addHook("preClose", async () => {
    for (const response of open.keys()) response.end()
  })

  app.get<{ Params: { appId: string }; Querystring: { mode: Mode } }>(
    "/api/workspaces/:appId/sessions/live",
    { config: { access: { action } }, schema: { querystring: LiveQuery }, exposeHeadRoute: false },
    async (request, reply) => {
      const personId = signedIn(request).id
      const [workspace, { mode }] = [workspaceOf(request), request.query]
      if ([...open.values()].filter((id) => id === personId).length >= mostStreamsOfOne) {
        throw new ApiError(
          429,
          "too_many_streams",
          `You have ${mostStreamsOfOne} pages open that follow sessions; close one of them first.`,
        )
      }
      void reply.headers({
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-transform, no-store",
        // some proxies hold an answer back until it is whole
        "x-accel-buffering": "no",
      })
      reply.hijack()
      const response = reply.raw
      // gone while we looked who they are: nothing would tell us again
      if (response.destroyed) return
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) response.setHeader(name, value)
      }
      open.set(response, personId)
      streamChanges(response, {
        follow: (onChange) => services.live.follow(workspace.id, mode, onChange),
        isAllowed: () =>
          authorize(services, request, workspace.appId, action).then(
            () => true,
            (error: unknown) => {
              if (error instanceof ApiError) return false
              throw error
            },
          ),
        onOver: () => open.delete(response),
      })
    },
  )
}
