import type { FastifyInstance } from "fastify"
import { createApiUsage } from "../../account/api-usage.ts"
import { describeError } from "../../log/describe-error.ts"
import type { Services } from "../services.ts"
import { abTestRoutes } from "./config/ab-test-routes.ts"
import { blueprintRoutes } from "./config/blueprint-routes.ts"
import { createConfigRoutes } from "./config/config-route.ts"
import { draftRoutes } from "./config/draft-routes.ts"
import { noteRoutes } from "./config/note-routes.ts"
import { segmentRoutes } from "./config/segment-routes.ts"
import { accountRoute } from "./data/account-route.ts"
import { aggregationRoute } from "./data/aggregation-route.ts"
import { changesRoute } from "./data/changes-route.ts"
import { createDataRoutes } from "./data/data-route.ts"
import { eventsRoutes } from "./data/events-routes.ts"
import { insightsRoutes } from "./data/insights-routes.ts"
import { metricsRoute } from "./data/metrics-route.ts"
import { recordingRoute } from "./data/recording-route.ts"
import { requestsRoutes } from "./data/requests-routes.ts"
import { sessionsRoute } from "./data/sessions-route.ts"
import { usageRoute } from "./data/usage-route.ts"

/** The Data API (sections 3 and 7 of the wire contract): for programs with a data key, flows for those with a config key. */
export function dataRoutes(app: FastifyInstance, services: Services): void {
  const usage = createApiUsage(services.database.db, (error) =>
    app.log.warn({ error: describeError(error) }, "could not write down the calls of the Data API"),
  )
  app.addHook("onClose", () => usage.close())
  const routes = createDataRoutes(app, services, usage)
  sessionsRoute(routes)
  aggregationRoute(routes)
  changesRoute(routes, app)
  metricsRoute(routes)
  insightsRoutes(routes)
  recordingRoute(routes)
  requestsRoutes(routes)
  eventsRoutes(routes)
  accountRoute(routes)
  usageRoute(routes, usage)
  const configRoutes = createConfigRoutes(app, services, usage)
  abTestRoutes(configRoutes)
  blueprintRoutes(configRoutes)
  draftRoutes(configRoutes)
  noteRoutes(configRoutes)
  segmentRoutes(configRoutes)
}
