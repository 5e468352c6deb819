import { type Mode, modes, offerActions } from "@holdfast/protocol"
import {
  actMoments,
  type BillingConnection,
  type BillingConnectionChange,
  type BillingConnections,
  pauseInvoiceBehaviors,
  pauseMeanings,
  prorations,
  rebateForms,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import {
  type ConnectionChange,
  type ConnectionRefusal,
  changeConnection,
  disconnectBilling,
} from "../../billing/connection/change-connection.ts"
import { eventsAddress } from "../../billing/connection/events-address.ts"
import { recheckConnection } from "../../billing/connection/recheck-connection.ts"
import { listConnections, toConnection } from "../../billing/connection/stored-connection.ts"
import { workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

const exact = { additionalProperties: false }
const Params = Type.Object({ appId: Type.String(), mode: Type.Enum([...modes]) })
const Body = Type.Partial(
  Type.Object(
    {
      key: Type.String({ maxLength: 300 }),
      webhookSecret: Type.String({ maxLength: 300 }),
      settings: Type.Partial(
        Type.Object({
          cancelAt: Type.Enum([...actMoments]),
          changePlanAt: Type.Enum([...actMoments]),
          proration: Type.Enum([...prorations]),
          pauseMeaning: Type.Enum([...pauseMeanings]),
          pauseInvoiceBehavior: Type.Enum([...pauseInvoiceBehaviors]),
          rebateAs: Type.Enum([...rebateForms]),
        }),
        exact,
      ),
      pageActions: Type.Array(Type.Enum([...offerActions]), {
        maxItems: offerActions.length,
        uniqueItems: true,
      }),
    },
    exact,
  ),
  exact,
)
interface OfMode {
  Params: { appId: string; mode: Mode }
}

/** The billing system of a workspace; the shapes are in `billing-api.ts` of the protocol. */
export function billingConnectionRoutes(app: FastifyInstance, services: Services): void {
  const { billing, secret, url } = services
  const { db } = services.database
  const path = "/api/workspaces/:appId/billing"
  const reads = { config: { access: { action: "billing:read" } } } as const
  const manages = { config: { access: { action: "billing:manage" } } } as const
  const changer = { db, secret, checkKey: billing.checkKey }
  const changeBy = (request: FastifyRequest<OfMode>): ConnectionChange => ({
    workspaceId: workspaceOf(request).id,
    mode: request.params.mode,
    actor: actorOf(request),
    now: services.now(),
  })

  app.get(path, reads, async (request): Promise<BillingConnections> => {
    const { id, appId } = workspaceOf(request)
    const connections = await listConnections(db, id, services.now())
    return { eventsAddress: eventsAddress(url, appId), connections }
  })

  app.patch<OfMode & { Body: BillingConnectionChange }>(
    `${path}/:mode`,
    { ...manages, schema: { params: Params, body: Body } },
    async (request): Promise<BillingConnection> => {
      const { key, webhookSecret, settings, pageActions } = request.body
      const result = await changeConnection(changer, changeBy(request), {
        ...(key !== undefined && { key: key.trim() }),
        ...(webhookSecret !== undefined && { webhookSecret: webhookSecret.trim() }),
        ...(settings && { settings }),
        ...(pageActions && { pageActions }),
      })
      if (result.kind !== "changed") throw refusalOf(result)
      billing.forget(workspaceOf(request).id)
      return toConnection(result.row, services.now())
    },
  )

  app.post<OfMode>(
    `${path}/:mode/check`,
    { ...manages, schema: { params: Params } },
    async (request): Promise<BillingConnection> => {
      const row = await recheckConnection(changer, changeBy(request))
      if (!row) throw notConnected(request.params.mode)
      billing.forget(workspaceOf(request).id)
      return toConnection(row, services.now())
    },
  )

  app.delete<OfMode>(`${path}/:mode`, { ...manages, schema: { params: Params } }, async (request, reply) => {
    const result = await disconnectBilling(db, changeBy(request))
    if (result === "notConnected") throw notConnected(request.params.mode)
    billing.forget(workspaceOf(request).id)
    return reply.code(204).send()
  })
}

const notConnected = (mode: Mode) => new ApiError(404, "not_connected", `Nothing is connected for ${mode}.`)

const refusals = {
  unusable: [422, "unusable_key"],
  refused: [422, "key_refused"],
  unreachable: [424, "billing_silent"],
  notConnected: [404, "not_connected"],
} as const satisfies Record<ConnectionRefusal["kind"], readonly [number, string]>

function refusalOf({ kind, reason }: ConnectionRefusal): ApiError {
  const [status, code] = refusals[kind]
  return new ApiError(status, code, reason)
}
