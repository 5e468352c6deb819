import { type Mode, modes } from "@holdfast/protocol"
import {
  type CustomerRequest,
  type RequestsPage,
  type RequestsShown,
  requestsShown,
  type SettleRequest,
  type WaitingRequests,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { listRequests } from "../../billing/list-requests.ts"
import { type HandChange, reopenByHand, settleByHand } from "../../billing/settle-by-hand.ts"
import { waitingOf } from "../../billing/waiting-requests.ts"
import { signedIn, workspaceOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
import { bodyLimits } from "../bodies.ts"
import { listPage } from "../list-page.ts"
import { changedRequest, noteOf, requestNote } from "../request-body.ts"
import type { Services } from "../services.ts"
import { uuidParam } from "../uuid-param.ts"

const exact = { additionalProperties: false }
const mode = Type.Enum([...modes], { default: "live" })
const ListQuery = Type.Object(
  {
    show: Type.Enum([...requestsShown], { default: "waiting" }),
    mode,
    before: Type.Optional(Type.String({ maxLength: 200 })),
    size: Type.Integer({ default: 20, minimum: 1, maximum: 100 }),
  },
  exact,
)
const CountQuery = Type.Object({ mode }, exact)
const NoQuery = Type.Object({}, exact)
const Params = Type.Object({ appId: Type.String(), requestId: uuidParam("the id of a request") })
const SettleBody = Type.Object(
  {
    result: Type.Enum(["applied", "refused"]),
    note: Type.Optional(requestNote("what is worth knowing about it; of what could not be done the reason")),
  },
  exact,
)
interface OfRequest {
  Params: { appId: string; requestId: string }
}

/** What customers asked of a workspace's billing; the shapes are in `requests-api.ts` of the protocol. */
export function requestRoutes(app: FastifyInstance, services: Services): void {
  const path = "/api/workspaces/:appId/requests"
  const reads = { config: { access: { action: "session:read" } } } as const
  const settles = { config: { access: { action: "request:settle" } } } as const
  const writer = { database: services.database, announce: services.live.announce }
  const changeBy = (request: FastifyRequest): HandChange => {
    const { id, email } = signedIn(request)
    return {
      workspaceId: workspaceOf(request).id,
      actor: { kind: "person", id, name: email, address: request.ip },
      now: services.now(),
    }
  }

  app.get<{ Querystring: { show: RequestsShown; mode: Mode; before?: string; size: number } }>(
    path,
    { ...reads, schema: { querystring: ListQuery } },
    async (request) => {
      const { id: workspaceId } = workspaceOf(request)
      const { show: shown, mode } = request.query
      const { rows, next } = await listPage(
        services,
        { workspaceId, list: "requests" },
        request.query,
        (after, size) =>
          listRequests(services.reads.db, { workspaceId, mode, shown }, after, size, services.now()),
        ({ requestedAt, id }) => ({ createdAt: new Date(requestedAt), id }),
      )
      return { requests: rows, next } satisfies RequestsPage
    },
  )

  app.get<{ Querystring: { mode: Mode } }>(
    `${path}/waiting`,
    { ...reads, schema: { querystring: CountQuery } },
    async (request): Promise<WaitingRequests> => {
      const { count } = await waitingOf(services.reads.db, workspaceOf(request).id, request.query.mode)
      return { waiting: count }
    },
  )

  app.post<OfRequest & { Body: SettleRequest }>(
    `${path}/:requestId/settle`,
    {
      ...settles,
      bodyLimit: bodyLimits.ids,
      schema: { params: Params, querystring: NoQuery, body: SettleBody },
    },
    async (request): Promise<CustomerRequest> => {
      const { result } = request.body
      const note = noteOf(request.body.note)
      if (result === "refused" && note === null) {
        throw new ApiError(422, "invalid", "note is missing: say why it could not be done.")
      }
      const said = result === "applied" ? { result, note } : { result, reason: note ?? "" }
      const { teller } = services.billing
      return changedRequest(
        await settleByHand(writer, teller, changeBy(request), request.params.requestId, said),
      )
    },
  )

  app.post<OfRequest>(
    `${path}/:requestId/reopen`,
    { ...settles, schema: { params: Params, querystring: NoQuery } },
    async (request): Promise<CustomerRequest> =>
      changedRequest(await reopenByHand(writer, changeBy(request), request.params.requestId)),
  )
}
