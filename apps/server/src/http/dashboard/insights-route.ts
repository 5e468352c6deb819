import { comparisons, type Insights, type StreamPage } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { type Static, Type } from "typebox"
import { listTexts } from "../../insight/list-texts.ts"
import { readInsights } from "../../insight/read-insights.ts"
import { workspaceOf } from "../access.ts"
import type { Services } from "../services.ts"
import { streamPage } from "./stream-page.ts"
import { StreamPageQuery, StreamQuery, streamFilter } from "./stream-query.ts"

const compare = {
  compare: Type.Optional(
    Type.Enum([...comparisons], {
      description: "the span before of the same length, the same weekdays before, or a year before",
    }),
  ),
}
const InsightsQuery = Type.Object({ ...StreamQuery.properties, ...compare }, { additionalProperties: false })
type InsightsQuery = StreamQuery & Static<Type.TObject<typeof compare>>

/** The page Cancellation Analytics; the shapes are in `insights-api.ts` of the protocol. */
export function insightsRoute(app: FastifyInstance, services: Services): void {
  const { db } = services.reads
  app.get<{ Params: { appId: string }; Querystring: InsightsQuery }>(
    "/api/workspaces/:appId/insights",
    { config: { access: { action: "session:read" } }, schema: { querystring: InsightsQuery } },
    (request): Promise<Insights> => {
      const { compare, ...query } = request.query
      const { id, timeZone } = workspaceOf(request)
      return readInsights(db, { filter: streamFilter(id, query), comparison: compare ?? null, timeZone })
    },
  )

  app.get<{ Params: { appId: string }; Querystring: StreamPageQuery }>(
    "/api/workspaces/:appId/insights/texts",
    { config: { access: { action: "session:read" } }, schema: { querystring: StreamPageQuery } },
    (request, reply): Promise<StreamPage> =>
      streamPage(services, request, reply, { list: "texts ", read: listTexts }),
  )
}
