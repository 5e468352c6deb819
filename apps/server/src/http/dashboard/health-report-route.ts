import type { HealthReport } from "@holdfast/protocol/dashboard"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { readHealth } from "../../session/health/read-health.ts"
import { workspaceOf } from "../access.ts"
import type { Services } from "../services.ts"

const NoQuery = Type.Object({}, { additionalProperties: false })

/** What the clients of a workspace sent that could not be read; the shapes are in `health-api.ts` of the protocol. */
export function healthReportRoute(app: FastifyInstance, services: Services): void {
  const config = { access: { action: "health:read" } } as const
  app.get(
    "/api/workspaces/:appId/health",
    { config, schema: { querystring: NoQuery } },
    async (request): Promise<HealthReport> => {
      // who mends a client and looks again sees what it just sent
      await services.health.flush()
      return readHealth(services.reads.db, workspaceOf(request), services.now())
    },
  )
}
