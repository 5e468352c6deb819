import type { ServerResponse } from "node:http"
import type { Action } from "@holdfast/protocol"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { signedIn, workspaceOf } from "../../access.ts"
import { ApiError } from "../../api-error.ts"
import type { Services } from "../../services.ts"
import { authorize } from "../authorize.ts"
import { type ChangeSource, streamChanges } from "./stream-changes.ts"

/** An open page has one, and closes it while it is hidden. */
const mostStreamsOfOne = 10

export type StreamSource = Pick<ChangeSource, "events" | "follow">

/**
 * Streams of server-sent events of one kind. A person has at most 10 open at once.
 * @param action what the reader must be allowed to, for as long as the stream is open
 * @param what they follow, for the sentence to who has too many
 */
export function streamsOf(app: FastifyInstance, services: Services, action: Action, what: string) {
  const open = new Map<ServerResponse, string>()
  app.addHook("preClose", async () => {
    for (const response of open.keys()) response.end()
  })

  return (request: FastifyRequest, reply: FastifyReply, source: StreamSource): void => {
    const personId = signedIn(request).id
    const { appId } = workspaceOf(request)
    if ([...open.values()].filter((id) => id === personId).length >= mostStreamsOfOne) {
      throw new ApiError(
        429,
        "too_many_streams",
        `You have ${mostStreamsOfOne} pages open that follow ${what}; close one of them first.`,
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
      ...source,
      isAllowed: () =>
        authorize(services, request, appId, action).then(
          () => true,
          (error: unknown) => {
            if (error instanceof ApiError) return false
            throw error
          },
        ),
      onOver: () => open.delete(response),
    })
  }
}
