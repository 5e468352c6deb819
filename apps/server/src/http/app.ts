import cors from "@fastify/cors"
import rateLimit from "@fastify/rate-limit"
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify"
import { createRateLimits } from "../account/rates/rate-limits.ts"
import type { Config } from "../config.ts"
import { describeError } from "../log/describe-error.ts"
import { enforceAccess } from "./access.ts"
import { answerClientError } from "./answer-client-error.ts"
import { acceptBodies, bodyLimits } from "./bodies.ts"
import { cancelPageRoutes } from "./cancel-page/cancel-page-routes.ts"
import { abTestRoutes } from "./dashboard/ab-test-routes.ts"
import { alertRoutes } from "./dashboard/alert-routes.ts"
import { auditRoutes } from "./dashboard/audit-routes.ts"
import { authRoutes } from "./dashboard/auth-routes.ts"
import { billingConnectionRoutes } from "./dashboard/billing-connection-routes.ts"
import { billingTermsRoute } from "./dashboard/billing-terms-route.ts"
import { cancelLinkRoutes } from "./dashboard/cancel-link-routes.ts"
import { clickToCancelRoutes } from "./dashboard/click-to-cancel-routes.ts"
import { customerRoutes } from "./dashboard/customer-routes.ts"
import { digestRoutes } from "./dashboard/digest-routes.ts"
import { exportRoutes } from "./dashboard/export-routes.ts"
import { flowRoutes as flowEditingRoutes } from "./dashboard/flow-routes.ts"
import { flowVersionRoutes } from "./dashboard/flow-version-routes.ts"
import { goalRoutes } from "./dashboard/goal-routes.ts"
import { healthReportRoute } from "./dashboard/health-report-route.ts"
import { insightsRoute } from "./dashboard/insights-route.ts"
import { keyRoutes } from "./dashboard/key-routes.ts"
import { flowLiveRoute } from "./dashboard/live/flow-live-route.ts"
import { liveRoute } from "./dashboard/live/live-route.ts"
import { mailRoutes } from "./dashboard/mail-routes.ts"
import { meRoutes } from "./dashboard/me-routes.ts"
import { noteRoutes } from "./dashboard/note-routes.ts"
import { passwordResetRoutes } from "./dashboard/password-reset-routes.ts"
import { acceptRoutes } from "./dashboard/people/accept-routes.ts"
import { invitationRoutes } from "./dashboard/people/invitation-routes.ts"
import { peopleRoutes } from "./dashboard/people/people-routes.ts"
import { recordingRoutes } from "./dashboard/recording-routes.ts"
import { requestRoutes } from "./dashboard/request-routes.ts"
import { securityRoutes } from "./dashboard/security-routes.ts"
import { segmentRoutes } from "./dashboard/segment-routes.ts"
import { sessionRoutes } from "./dashboard/session-routes.ts"
import { streamRoutes } from "./dashboard/stream-routes.ts"
import { twoFactorRoutes } from "./dashboard/two-factor-routes.ts"
import { viewRoutes } from "./dashboard/view-routes.ts"
import { webhookRoutes } from "./dashboard/webhook-routes.ts"
import { workspaceRoutes } from "./dashboard/workspace-routes.ts"
import { docsRoutes } from "./docs-routes.ts"
import { healthRoutes, type Readiness } from "./health.ts"
import { describeApi } from "./openapi.ts"
import { protectPages } from "./protect-pages.ts"
import { errorRenderer } from "./render-error.ts"
import type { Services } from "./services.ts"
import { tidyAddress } from "./tidy-address.ts"
import { unsubscribeRoutes } from "./unsubscribe/unsubscribe-routes.ts"
import { compileSchema } from "./validation.ts"
import { billingRoutes } from "./wire/billing-routes.ts"
import { countProblems } from "./wire/count-problems.ts"
import { dataRoutes } from "./wire/data-routes.ts"
import { flowActionRoute } from "./wire/flow-action-route.ts"
import { flowRoutes } from "./wire/flow-routes.ts"
import { recordingRoute } from "./wire/recording-route.ts"
import { sdkActionRoutes } from "./wire/sdk-action-routes.ts"
import { sdkRoutes } from "./wire/sdk-routes.ts"
import { wallRoute } from "./wire/wall-route.ts"

export interface AppOptions {
  /** What the routes work with; the app counts by itself what each caller asks for. */
  services: Omit<Services, "rates">
  readiness: Readiness
  logger: FastifyBaseLogger
  trustProxy: Config["trustProxy"]
}

/** The HTTP server, by audience: the public wire, the dashboard, health. Files are added by `serveFiles`. */
export async function buildApp({
  services: given,
  readiness,
  logger,
  trustProxy,
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: logger,
    bodyLimit: bodyLimits.short,
    // who sends a body a byte a second is given up; the framework would wait for ever
    requestTimeout: 30_000,
    // the address of a search may hold 10,000 characters of four bytes, each of which travels as `%F0%9F…`
    http: { maxHeaderSize: 160 * 1024 },
    trustProxy: typeof trustProxy === "number" ? (_address, hop) => hop < trustProxy : trustProxy,
    forceCloseConnections: true,
    rewriteUrl: ({ url }) => tidyAddress(url),
    clientErrorHandler: answerClientError,
    // customer ids have up to 500 characters, each of up to 12 in a path
    routerOptions: { maxParamLength: 8000 },
    // request lines hold ids of customers; what is worth a line is logged where it happens
    logController: new LogController({ disableRequestLogging: true }),
  })
  const rates = createRateLimits(given.database.db, given.secret, (error) =>
    app.log.warn({ error: describeError(error) }, "could not share the counts of limits"),
  )
  app.addHook("onClose", () => rates.close())
  const services: Services = { ...given, rates }
  app.setValidatorCompiler(compileSchema)
  app.setErrorHandler(errorRenderer(services.reads.timeoutMs))
  enforceAccess(app, services)
  acceptBodies(app)
  // response schemas are for the documentation: an answer says what its handler says, and unknown fields of a record stay
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  await describeApi(app)
  protectPages(app, services.url)
  await app.register(rateLimit, { global: false })
  app.addHook("onSend", (request, reply, _payload, done) => {
    // what people see of a workspace is theirs alone: no proxy and no back button keeps it
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control"))
      reply.header("cache-control", "no-store")
    done()
  })
  healthRoutes(app, readiness)
  await app.register(async (wire) => {
    // customers' browsers call from the merchant's pages, without cookies
    // a pre-flight's own route would answer for every other address as well
    wire.addHook("onRequest", (request, reply, done) => {
      if (request.method === "OPTIONS" && !/^\/v1\/(flow|api)\//.test(request.url)) reply.callNotFound()
      else done()
    })
    await wire.register(cors, { origin: "*", methods: ["GET", "POST"], maxAge: 86_400 })
    countProblems(wire, services)
    flowRoutes(wire, services)
    flowActionRoute(wire, services)
    wallRoute(wire, services)
    await recordingRoute(wire, services)
    sdkRoutes(wire, services)
    sdkActionRoutes(wire, services)
  })
  await app.register(async (billing) => billingRoutes(billing, services))
  cancelPageRoutes(app, services)
  await app.register(async (unsubscribe) => unsubscribeRoutes(unsubscribe, services))
  dataRoutes(app, services)
  authRoutes(app, services)
  passwordResetRoutes(app, services)
  meRoutes(app, services)
  twoFactorRoutes(app, services)
  securityRoutes(app, services)
  clickToCancelRoutes(app, services)
  workspaceRoutes(app, services)
  streamRoutes(app, services)
  insightsRoute(app, services)
  noteRoutes(app, services)
  sessionRoutes(app, services)
  recordingRoutes(app, services)
  flowVersionRoutes(app, services)
  flowEditingRoutes(app, services)
  segmentRoutes(app, services)
  abTestRoutes(app, services)
  flowLiveRoute(app, services)
  customerRoutes(app, services)
  liveRoute(app, services)
  requestRoutes(app, services)
  viewRoutes(app, services)
  digestRoutes(app, services)
  alertRoutes(app, services)
  goalRoutes(app, services)
  mailRoutes(app, services)
  keyRoutes(app, services)
  billingConnectionRoutes(app, services)
  billingTermsRoute(app, services)
  webhookRoutes(app, services)
  cancelLinkRoutes(app, services)
  healthReportRoute(app, services)
  peopleRoutes(app, services)
  invitationRoutes(app, services)
  acceptRoutes(app, services)
  exportRoutes(app, services)
  auditRoutes(app, services)
  await docsRoutes(app)
  return app
}
