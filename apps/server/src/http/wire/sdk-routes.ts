import { ConfigBody, type Ignored, SdkSession } from "@holdfast/protocol/schema"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import type { Caller } from "../../account/admit-customer.ts"
import { unverifiedPosts } from "../../account/rates/limits.ts"
import { addressKey } from "../../account/sign-in/address-key.ts"
import { findVersion } from "../../flow/choose-flow.ts"
import { answersInOwnLanguage, speakTo, wishesOf } from "../../flow/present/speak-to.ts"
import { type SdkConfig, toSdkConfig } from "../../flow/sdk-config.ts"
import { findOpenedBySdk } from "../../session/report/find-opened-by-sdk.ts"
import { findSessionId } from "../../session/report/find-session-id.ts"
import { openSession } from "../../session/report/open-session.ts"
import { reportSession } from "../../session/report/report-session.ts"
import { sdkReporting } from "../../session/report/sdk-session.ts"
import type { RecordResult } from "../../session/report/trusted-report.ts"
import { ApiError } from "../api-error.ts"
import { assertRoom } from "../assert-room.ts"
import type { Services } from "../services.ts"
import { admitByHeaders, admitToKnown, refusingRarely } from "./admit.ts"
import { countWithoutBilling } from "./count-without-billing.ts"
import { assertMayOpen, recordWithin } from "./customer-rates.ts"
import { knowCustomer } from "./known-customer.ts"
import { regionHints } from "./region-hints.ts"
import { configSchema, sessionSchema } from "./sdk-schemas.ts"
import { ignoredOf, readBody, takesSession, withIgnored } from "./tolerant-body.ts"

/** The paths of the contract's open client SDKs (sections 2.1 to 2.3); its actions are in `sdk-action-routes.ts`. */
export function sdkRoutes(app: FastifyInstance, services: Services): void {
  const config = { access: "customer", readsBodyTolerantly: true } as const
  // clients that prove nothing are few to an address, whichever of the two paths they take
  const limitUnproven = async (request: FastifyRequest, reply: FastifyReply) => {
    if (hasProof(request)) return
    assertRoom(services, reply, unverifiedPosts, addressKey(request.ip), "requests from this address")
  }

  for (const [path, operationId] of [
    ["/v1/api/sessions/sdk", "recordSession"],
    ["/v1/api/sessions", "recordSessionAtOlderPath"],
  ] as const) {
    const schema = { ...sessionSchema, operationId }
    app.post<{ Body: SdkSession }>(
      path,
      { ...takesSession, config, schema, onRequest: limitUnproven, preValidation: readBody(SdkSession) },
      async (request, reply) => {
        const { body } = request
        const mode = body.mode ?? null
        const caller = await refusingRarely(services, request, reply, () =>
          admitToKnown(
            (mustBeFresh) => admitByHeaders(services, request, { mustBeFresh, mayBeUnverified: true, mode }),
            (known) => isKnownToSdk(services, known, body),
          ),
        )
        const result = await recordWithin(services, reply, caller, body, {
          isKnown: () => isKnownToSdk(services, caller, body),
          record: () => recordPost(services, caller, body, ignoredOf(request)),
        })
        if (result.kind === "foreign")
          throw new ApiError(409, "foreign_session", "This session belongs to another customer.")
        return withIgnored(request, { _id: result.sessionId })
      },
    )
  }

  app.post<{ Body: ConfigBody; Params: { appId: string } }>(
    "/v1/api/orgs/:appId/cancel-flow/config",
    {
      ...takesSession,
      config: { access: "customer", readsBodyTolerantly: true },
      schema: configSchema,
      preValidation: readBody(ConfigBody),
    },
    async (request, reply) => withIgnored(request, await openFlow(services, request, reply)),
  )
}

/** Whether the post settles a session that the config call opened, or comes once more. */
async function isKnownToSdk(services: Services, caller: Caller, body: SdkSession): Promise<boolean> {
  const { db } = services.database
  const { workspace, mode, customerId } = caller
  if (customerId === null) return false
  const now = services.now()
  const whose = { workspaceId: workspace.id, mode, customerId, blueprintId: body.blueprintId || null }
  if ((await findOpenedBySdk(db, whose, now)) !== null) return true
  const { clientKey } = sdkReporting(caller, body, now).run
  return clientKey !== null && (await findSessionId(db, workspace.id, customerId, clientKey)) !== null
}

async function recordPost(
  services: Services,
  caller: Caller,
  body: SdkSession,
  ignored: readonly Ignored[],
): Promise<RecordResult> {
  const { facts, ...reporting } = sdkReporting(caller, body, services.now())
  const version = body.blueprintId
    ? await findVersion(services.database.db, caller.workspace.id, body.blueprintId)
    : null
  const answered = version?.content.translations ? answersInOwnLanguage(version.content, facts) : facts
  return reportSession(services.intake, caller, { ...reporting, facts: answered, ignored })
}

const hasProof = ({ headers }: FastifyRequest) =>
  Boolean(headers["x-ck-authorization"] || headers["x-hf-token"])

/** The config call: the flow that this customer is to see, and an open session. */
async function openFlow(
  services: Services,
  request: FastifyRequest<{ Body: ConfigBody; Params: { appId: string } }>,
  reply: FastifyReply,
): Promise<SdkConfig> {
  const { body, params } = request
  const rules = { ...params, mustBeFresh: true, mayBeUnverified: false }
  const caller = await refusingRarely(services, request, reply, () =>
    admitByHeaders(services, request, rules),
  )
  assertMayOpen(services, reply, caller)
  const receivedAt = services.now()
  const wishes = wishesOf(body)
  const saysLanguage = wishes.asked !== null || wishes.detected !== null
  const { customer, subscriptions } = body
  const known = await knowCustomer(services.billing, caller, {
    ...{ customer, subscriptions, attributes: body.customAttributes },
  })
  const opened = await openSession(services.intake, caller, {
    run: { source: "sdk", clientKey: null, startedAt: receivedAt, receivedAt },
    customer: known.snapshot,
    billingFacts: known.billingFacts,
    wishes: saysLanguage ? wishes : null,
    hints: regionHints(services, request, known.customer, {}),
    ignored: ignoredOf(request),
    isRecorded: true,
    recording: null,
  })
  // a run without a key is nobody else's
  if (opened.kind !== "opened")
    throw new ApiError(404, "no_flow", "This workspace has published no flow yet.")
  countWithoutBilling(services, caller, known.billingFacts)
  const { blueprint } = opened
  const { steps } = speakTo(blueprint.content, wishes)
  const spoken = { ...blueprint, content: { ...blueprint.content, steps } }
  return toSdkConfig(spoken, opened.customer, known, opened.clickToCancel)
}
