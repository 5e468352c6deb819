import type { StreamCount, StreamFacets, StreamPage } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { countStream } from "../../session/count/count-sessions.ts"
import { streamFacets } from "../../session/count/stream-facets.ts"
import { listStream } from "../../session/read/list-sessions.ts"
import { createPlanLabels } from "../../session/read/plan-labels.ts"
import { workspaceOf } from "../access.ts"
import type { Services } from "../services.ts"
import { streamPage } from "./stream-page.ts"
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
    (request, reply): Promise<StreamPage> =>
      streamPage(services, request, reply, { list: "", read: listStream }),
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
