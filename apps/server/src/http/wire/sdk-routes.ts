import { snapshotOf } from "@holdfast/protocol"
import type { ConfigBody, SdkSession } from "@holdfast/protocol/schema"
import type { FastifyInstance, FastifyRequest } from "fastify"
import type { Caller } from "../../account/admit-customer.ts"
import { chooseFlow } from "../../flow/choose-flow.ts"
import { type SdkConfig, toSdkConfig } from "../../flow/sdk-config.ts"
import { recordReport } from "../../session/report/record-report.ts"
import { sdkReport } from "../../session/report/sdk-session.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"
import { admitByHeaders } from "./admit.ts"
import { configSchema, sessionSchema } from "./sdk-schemas.ts"

/** The paths of the contract's open client SDKs (sections 2.1 to 2.3); its actions are in `sdk-action-routes.ts`. */
export function sdkRoutes(app: FastifyInstance, services: Services): void {
  const config = {
    access: "customer",
    // clients that prove nothing are few to an address; those with a proof are not limited
    rateLimit: { max: 30, timeWindow: "1 minute", allowList: (request: FastifyRequest) => hasProof(request) },
  } as const

  for (const [path, operationId] of [
    ["/v1/api/sessions/sdk", "recordSession"],
    ["/v1/api/sessions", "recordSessionAtOlderPath"],
  ] as const) {
    const schema = { ...sessionSchema, operationId }
    app.post<{ Body: SdkSession }>(path, { config, schema }, async (request) => {
      const { body } = request
      const caller = await admitByHeaders(services, request, {
        mustBeFresh: false,
        mayBeUnverified: true,
        mode: body.mode ?? null,
      })
      return { _id: await recordSession(services, caller, body) }
    })
  }

  app.post<{ Body: ConfigBody; Params: { appId: string } }>(
    "/v1/api/orgs/:appId/cancel-flow/config",
    { config: { access: "customer" }, schema: configSchema },
    (request) => openSession(services, request, request.params.appId, request.body),
  )
}

const hasProof = ({ headers }: FastifyRequest) =>
  Boolean(headers["x-ck-authorization"] || headers["x-hf-token"])

/** The post at the end of a flow: settles the session that the config call opened, or records a new one. */
async function recordSession(services: Services, caller: Caller, body: SdkSession): Promise<string> {
  const customerId = caller.customerId ?? (body.customer?.id || null)
  const customer = { ...body.customer, id: customerId }
  if (caller.subscriptionId) customer.subscriptionId = caller.subscriptionId
  const receivedAt = services.now()
  const { workspace, mode, verified } = caller
  const poster = { customerId, mode, verified, receivedAt }
  const { clientKey, firstStep, revision, facts } = sdkReport(body, poster)
  const result = await recordReport(services.database, {
    workspaceId: workspace.id,
    mode,
    customerId,
    clientKey,
    source: "sdk",
    verified,
    receivedAt,
    startedAt: receivedAt,
    revision,
    facts: { ...facts, customer },
    ...(verified && { claim: { blueprintId: body.blueprintId || null, firstStep } }),
  })
  if (result.kind === "foreign")
    throw new ApiError(409, "foreign_session", "This session belongs to another customer.")
  services.live.announce({ workspaceId: workspace.id, mode })
  return result.sessionId
}

/** The config call: the flow that this customer is to see, and an open session. */
async function openSession(
  services: Services,
  request: FastifyRequest,
  appId: string,
  body: ConfigBody,
): Promise<SdkConfig> {
  const caller = await admitByHeaders(services, request, { appId, mustBeFresh: true, mayBeUnverified: false })
  const { workspace, customerId, mode, subscriptionId } = caller
  const customer = { ...snapshotOf(body.customer, body.subscriptions, body.customAttributes), id: customerId }
  if (subscriptionId) customer.subscriptionId = subscriptionId
  const receivedAt = services.now()
  const blueprint = await chooseFlow(services.database.db, workspace.id, { customer }, receivedAt)
  if (!blueprint) throw new ApiError(404, "no_flow", "This workspace has published no flow yet.")
  const result = await recordReport(services.database, {
    workspaceId: workspace.id,
    mode,
    customerId,
    clientKey: null,
    source: "sdk",
    verified: caller.verified,
    receivedAt,
    startedAt: receivedAt,
    revision: 0,
    facts: { customer, blueprintId: blueprint.id, segmentId: blueprint.segmentId },
  })
  if (result.kind === "recorded") services.live.announce({ workspaceId: workspace.id, mode })
  return toSdkConfig(blueprint, customer, {
    customer: body.customer ?? null,
    subscriptions: body.subscriptions ?? [],
  })
}
