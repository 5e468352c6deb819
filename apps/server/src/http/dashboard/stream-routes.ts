import type { Me, StreamCount, StreamFacets, StreamPage } from "@holdfast/protocol"
import type { FastifyInstance } from "fastify"
import { workspacesOf } from "../../account/people.ts"
import { countSessions } from "../../session/count-sessions.ts"
import { type Cursor, type CursorScope, readCursor, writeCursor } from "../../session/cursor.ts"
import { listStream } from "../../session/list-sessions.ts"
import { createPlanLabels } from "../../session/plan-labels.ts"
import { streamFacets } from "../../session/stream-facets.ts"
import { toStreamRow } from "../../session/to-stream-row.ts"
import { signedIn, workspaceOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { StreamPageQuery, StreamQuery, streamFilter } from "./stream-query.ts"

type Params = { appId: string }

/** What the dashboard reads; the shapes are in `stream-api.ts` of the protocol. */
export function streamRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.reads
  const planLabels = createPlanLabels(db, services.now)
  const reads = { access: { action: "session:read" } } as const

  app.get("/api/me", { config: { access: "person" } }, async (request) => {
    const user = signedIn(request)
    const { isMailConfigured } = services
    return { user, isMailConfigured, workspaces: await workspacesOf(db, user.id) } satisfies Me
  })

  app.get<{ Params: Params; Querystring: StreamPageQuery }>(
    "/api/workspaces/:appId/sessions",
    {
      config: { access: { action: "session:read", readsAhead: true } },
      schema: { querystring: StreamPageQuery },
    },
    async (request): Promise<StreamPage> => {
      const { query } = request
      const filter = streamFilter(workspaceOf(request).id, query)
      // one more than asked for tells whether there is a next page
      const rows = await listStream(db, filter, cursorOf(services, filter, query.before), query.size + 1)
      const shown = rows.slice(0, query.size)
      const last = rows.length > query.size ? shown.at(-1) : undefined
      const next = last && { createdAt: last.created_at, id: last.id }
      return {
        sessions: shown.map(toStreamRow),
        next: next ? writeCursor(services.cursorKey, filter, next) : null,
      }
    },
  )

  app.get<{ Params: Params; Querystring: StreamQuery }>(
    "/api/workspaces/:appId/sessions/count",
    { config: reads, schema: { querystring: StreamQuery } },
    async (request): Promise<StreamCount> => ({
      count: await countSessions(db, streamFilter(workspaceOf(request).id, request.query)),
    }),
  )

  app.get<{ Params: Params; Querystring: StreamQuery }>(
    "/api/workspaces/:appId/sessions/facets",
    { config: reads, schema: { querystring: StreamQuery } },
    (request): Promise<StreamFacets> =>
      streamFacets(db, planLabels, streamFilter(workspaceOf(request).id, request.query)),
  )
}

function cursorOf({ cursorKey }: Services, scope: CursorScope, text: string | undefined): Cursor | null {
  if (text === undefined) return null
  const cursor = readCursor(cursorKey, scope, text)
  if (cursor) return cursor
  throw new ApiError(
    422,
    "invalid",
    "before is no cursor of this workspace and mode; it takes `next` of the last answer.",
  )
}
