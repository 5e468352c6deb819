import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { refusedDeliveries } from "../../account/rates/limits.ts"
import { addressKey } from "../../account/sign-in/address-key.ts"
import { takeDelivery } from "../../billing/events/take-delivery.ts"
import { answers } from "../answers.ts"
import { ApiError } from "../api-error.ts"
import { assertRoom } from "../assert-room.ts"
import { bodyLimits } from "../bodies.ts"
import type { Services } from "../services.ts"

const schema = {
  tags: ["Billing"],
  security: [],
  operationId: "takeStripeEvent",
  summary: "Take an event of Stripe",
  description:
    "The address of a webhook endpoint at Stripe. The signature of the header `stripe-signature` is over the body as it comes and may be 5 minutes old; the connection whose signing secret made it says which mode is meant. The same event may come twice.",
  params: Type.Object({ appId: Type.String({ description: "App ID of the workspace" }) }),
  querystring: Type.Object({}, { additionalProperties: false }),
  response: answers(
    Type.Object({ received: Type.Literal(true) }),
    "the event is kept",
    [401, 404, 413, 415, 422, 429, 503],
  ),
}

/** The addresses that billing systems post to. In a scope of its own: a signature is over bytes, so no body is parsed. */
export function billingRoutes(app: FastifyInstance, services: Services): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ["application/json", "text/plain"],
    { parseAs: "buffer" },
    (_request, body, done) => done(null, body),
  )
  app.post<{ Params: { appId: string } }>(
    "/v1/billing/stripe/:appId",
    {
      bodyLimit: bodyLimits.session,
      config: { access: "public", readsBodyTolerantly: true },
      schema,
    },
    async (request, reply) => {
      await take(services, request, reply, request.params.appId)
      return { received: true }
    },
  )
}

async function take(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  appId: string,
): Promise<void> {
  const entry = await services.directory.find(appId)
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const taken = entry
    ? await takeDelivery(
        services.database,
        services.billing,
        "stripe",
        entry.workspace.id,
        request.headers,
        rawBody,
      )
    : null
  if (taken?.kind === "taken") return
  // one that is signed is never counted, so whoever floods an address keeps nobody else's events out
  assertRoom(
    services,
    reply,
    refusedDeliveries,
    addressKey(request.ip),
    "deliveries from this address that nobody signed",
  )
  if (!taken) throw new ApiError(404, "unknown_workspace", "No workspace has this App ID.")
  if (taken.kind === "unconnected")
    throw new ApiError(404, "not_connected", "This workspace has not connected Stripe.")
  throw new ApiError(401, "unsigned", taken.reason)
}
