import type { StreamCount, StreamFacets, StreamPage } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { readsOfLogin } from "../../account/rates/limits.ts"
import { readLoginToken } from "../../account/read-login-token.ts"
import { countStream } from "../../session/count/count-sessions.ts"
import { streamFacets } from "../../session/count/stream-facets.ts"
import { listStream } from "../../session/read/list-sessions.ts"
import { createPlanLabels } from "../../session/read/plan-labels.ts"
import { toStreamRow } from "../../session/read/to-stream-row.ts"
import { workspaceOf } from "../access.ts"
import { countReads } from "../assert-room.ts"
import { listPage } from "../list-page.ts"
import type { Services } from "../services.ts"
import { StreamPageQuery, StreamQuery, streamFilter } from "./stream-query.ts"

type Params = { appId: string }

/** What the dashboard reads; the shapes are in `stream-api.ts` of the protocol. */
export function streamRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.reads
  const planLabels = createPlanLabels(db, services.now)
  const reads = { access: { action: "session:read" } } as const

  app.get<{ Params: Params; Querystring: StreamPageQuery }>(
    "/api/workspaces/:appId/sessions",
    {
      config: { access: { action: "session:read", readsAhead: true } },
      schema: { querystring: StreamPageQuery },
    },
    async (request, reply): Promise<StreamPage> => {
      const filter = streamFilter(workspaceOf(request).id, request.query, services.searchScope)
      // who it is, is still being asked: the login must do
      const login = (await readLoginToken(services.auth, request.headers.cookie ?? "")) ?? ""
      const count = countReads(services, reply, readsOfLogin, login, "this login")
      const { rows, next } = await listPage(
        services,
        { workspaceId: filter.workspaceId, list: filter.mode },
        request.query,
        (after, size, heaviest) => listStream(db, filter, after, size, heaviest),
        (last) => ({ createdAt: last.created_at, id: last.id }),
        ({ weight }) => weight,
      )
      count(rows.length)
      return { sessions: rows.map(toStreamRow), next }
    },
  )

  app.get<{ Params: Params; Querystring: StreamQuery }>(
    "/api/workspaces/:appId/sessions/count",
    { config: reads, schema: { querystring: StreamQuery } },
    (request): Promise<StreamCount> => countStream(db, streamFilter(workspaceOf(request).id, request.query)),
  )

  app.get<{ Params: Params; Querystring: StreamQuery }>(
    "/api/workspaces/:appId/sessions/facets",
    { config: reads, schema: { querystring: StreamQuery } },
    (request): Promise<StreamFacets> =>
      streamFacets(db, planLabels, streamFilter(workspaceOf(request).id, request.query)),
  )
}
