import { flowActions, modes } from "@holdfast/protocol"
import {
  type DeliveryState,
  deliveryStates,
  longestWebhookDescription,
  longestWebhookUrl,
  mostWebhookEndpoints,
  type NewWebhookEndpoint,
  type ResendSince,
  type ResendSinceAnswer,
  type WebhookDeliveriesPage,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  type WebhookEndpoint,
  type WebhookEndpointChange,
  type WebhookEndpoints,
  webhookEvents,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { Type } from "typebox"
import {
  findDelivery,
  listDeliveries,
  resendDelivery,
  resendSince,
  sendTest,
} from "../../webhook/deliveries.ts"
import type { EndpointChange, EndpointRefusal } from "../../webhook/endpoint/endpoint-change.ts"
import { findEndpoint, listEndpoints } from "../../webhook/endpoint/list-endpoints.ts"
import { webhookUrlFault } from "../../webhook/endpoint/webhook-url.ts"
import {
  changeEndpoint,
  createEndpoint,
  enableEndpoint,
  removeEndpoint,
  rotateSecret,
} from "../../webhook/endpoint/write-endpoints.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import { instant } from "../instant.ts"
import { listPage } from "../list-page.ts"
import type { Services } from "../services.ts"
import { uuidParam } from "../uuid-param.ts"

const exact = { additionalProperties: false }
const someOf = <T extends string>(words: readonly T[]) =>
  Type.Array(Type.Enum([...words]), { minItems: 1, uniqueItems: true })
const fields = {
  url: Type.String({ minLength: 1, maxLength: longestWebhookUrl }),
  description: Type.Optional(Type.String({ maxLength: longestWebhookDescription })),
  modes: someOf(modes),
  events: someOf(webhookEvents),
  actions: Type.Optional(someOf(flowActions)),
}
const NewBody = Type.Object(fields, exact)
const ChangeBody = Type.Object(
  { ...Type.Partial(Type.Object(fields)).properties, state: Type.Optional(Type.Enum(["off"])) },
  exact,
)
const SinceBody = Type.Object(
  { since: Type.String({ maxLength: 40 }), includesDelivered: Type.Optional(Type.Boolean()) },
  exact,
)
const ListQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum([...deliveryStates])),
    before: Type.Optional(Type.String({ maxLength: 200 })),
    size: Type.Integer({ default: 20, minimum: 1, maximum: 100 }),
  },
  exact,
)
const EndpointParams = Type.Object({
  appId: Type.String(),
  endpointId: uuidParam("the id of a webhook endpoint"),
})
const DeliveryParams = Type.Object({ appId: Type.String(), deliveryId: uuidParam("the id of a delivery") })
interface OfEndpoint {
  Params: { appId: string; endpointId: string }
}
interface OfDelivery {
  Params: { appId: string; deliveryId: string }
}

/** The endpoints of a workspace's webhooks, and what they were sent; the shapes are in `webhooks-api.ts` of the protocol. */
export function webhookRoutes(app: FastifyInstance, services: Services): void {
  const { secret, allowsPrivateWebhooks } = services
  const { db } = services.database
  const config = { access: { action: "webhook:manage" } } as const
  const path = "/api/workspaces/:appId/webhooks"
  const one = { config, schema: { params: EndpointParams } }

  const changeBy = (request: FastifyRequest): EndpointChange => ({
    workspaceId: workspaceOf(request).id,
    actor: actorOf(request),
    now: services.now(),
  })
  /** Flows that open from now on learn of it. */
  const changed = <T extends object>(request: FastifyRequest, result: T | EndpointRefusal): T => {
    const answer = done(result)
    services.billing.forget(workspaceOf(request).id)
    return answer
  }
  const assertUrl = (url: string | undefined) => {
    const fault = url === undefined ? null : webhookUrlFault(url, allowsPrivateWebhooks)
    if (fault !== null) throw new ApiError(422, "invalid", `url ${fault}`)
  }

  app.get(path, { config }, async (request): Promise<WebhookEndpoints> => {
    const endpoints = await listEndpoints(services.reads.db, workspaceOf(request).id, services.now())
    return { endpoints, allowsPrivate: allowsPrivateWebhooks }
  })

  app.post<{ Body: NewWebhookEndpoint }>(
    path,
    { config, schema: { body: NewBody } },
    async (request, reply) => {
      assertUrl(request.body.url)
      return shownOnce(reply).send(
        changed(request, await createEndpoint(db, secret, changeBy(request), request.body)),
      )
    },
  )

  app.patch<OfEndpoint & { Body: WebhookEndpointChange }>(
    `${path}/:endpointId`,
    { config, schema: { params: EndpointParams, body: ChangeBody } },
    async (request): Promise<WebhookEndpoint> => {
      assertUrl(request.body.url)
      return changed(
        request,
        await changeEndpoint(db, changeBy(request), request.params.endpointId, request.body),
      )
    },
  )

  app.delete<OfEndpoint>(`${path}/:endpointId`, one, async (request, reply) => {
    const removed = await removeEndpoint(db, changeBy(request), request.params.endpointId)
    if (removed !== "removed") refuse(removed)
    services.billing.forget(workspaceOf(request).id)
    return reply.code(204).send()
  })

  app.post<OfEndpoint>(
    `${path}/:endpointId/enable`,
    one,
    async (request): Promise<WebhookEndpoint> =>
      changed(request, await enableEndpoint(db, changeBy(request), request.params.endpointId)),
  )

  app.post<OfEndpoint>(`${path}/:endpointId/rotate`, one, async (request, reply) =>
    shownOnce(reply).send(done(await rotateSecret(db, secret, changeBy(request), request.params.endpointId))),
  )

  app.post<OfEndpoint>(`${path}/:endpointId/test`, one, async (request, reply) =>
    reply.code(202).send(done(await sendTest(db, changeBy(request), request.params.endpointId))),
  )

  app.post<OfEndpoint & { Body: ResendSince }>(
    `${path}/:endpointId/resend-since`,
    { config, schema: { params: EndpointParams, body: SinceBody } },
    async (request, reply) => {
      const { since, includesDelivered = false } = request.body
      const what = { since: instant("since", since) ?? services.now(), includesDelivered }
      const resent = await resendSince(db, changeBy(request), request.params.endpointId, what)
      if (typeof resent === "string") return refuse(resent)
      return reply.code(202).send({ resent } satisfies ResendSinceAnswer)
    },
  )

  app.get<OfEndpoint & { Querystring: { state?: DeliveryState; before?: string; size: number } }>(
    `${path}/:endpointId/deliveries`,
    { config, schema: { params: EndpointParams, querystring: ListQuery } },
    async (request): Promise<WebhookDeliveriesPage> => {
      const { id: workspaceId } = workspaceOf(request)
      const { endpointId } = request.params
      const { state = null } = request.query
      if (!(await findEndpoint(services.reads.db, workspaceId, endpointId, services.now())))
        refuse("not_found")
      const { rows, next } = await listPage(
        services,
        { workspaceId, list: `webhook ${endpointId}` },
        request.query,
        (after, size) => listDeliveries(services.reads.db, { workspaceId, endpointId, state }, after, size),
        ({ createdAt, id }) => ({ createdAt: new Date(createdAt), id }),
      )
      return { deliveries: rows, next }
    },
  )

  app.get<OfDelivery>(
    `${path}/deliveries/:deliveryId`,
    { config, schema: { params: DeliveryParams } },
    async (request): Promise<WebhookDeliveryDetail> => {
      const { id: workspaceId } = workspaceOf(request)
      const found = await findDelivery(services.reads.db, workspaceId, request.params.deliveryId)
      return found ?? refuse("delivery_not_found")
    },
  )

  app.post<OfDelivery>(
    `${path}/deliveries/:deliveryId/resend`,
    { config, schema: { params: DeliveryParams } },
    async (request, reply) => {
      const resent = await resendDelivery(db, changeBy(request), request.params.deliveryId)
      const delivery: WebhookDelivery =
        typeof resent === "string" ? refuse(resent === "not_found" ? "delivery_not_found" : resent) : resent
      return reply.code(202).send(delivery)
    },
  )
}

/** 201 with a secret, which no cache on the way may keep. */
const shownOnce = (reply: FastifyReply) => reply.code(201).header("cache-control", "no-store")

type Refusal = EndpointRefusal | "delivery_not_found" | "forgotten" | "once_only"

const refusals: Record<Refusal, [status: number, code: string, message: string]> = {
  not_found: [404, "webhook_not_found", "This workspace has no webhook endpoint with that id."],
  delivery_not_found: [404, "delivery_not_found", "This workspace has no delivery with that id."],
  too_many: [
    409,
    "too_many_webhooks",
    `There are ${mostWebhookEndpoints} webhook endpoints already; remove one that nothing uses.`,
  ],
  forgotten: [409, "delivery_forgotten", "What this delivery said went away along with its session."],
  once_only: [
    409,
    "sent_once_only",
    "What is asked of your server is sent once, so that it is not done twice. Say on the page Requests what became of it.",
  ],
}

function refuse(refusal: Refusal): never {
  throw new ApiError(...refusals[refusal])
}

function done<T extends object>(result: T | EndpointRefusal): T {
  return typeof result === "string" ? refuse(result) : result
}
