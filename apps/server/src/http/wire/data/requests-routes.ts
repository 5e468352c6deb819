import { flowActions, requestStates } from "@holdfast/protocol"
import { type CustomerRequest, type RequestsShown, requestsShown } from "@holdfast/protocol/dashboard"
import { Type } from "typebox"
import { readable } from "../../../billing/ask-provider.ts"
import { findRequest, listRequests } from "../../../billing/list-requests.ts"
import { settleByHand } from "../../../billing/settle-by-hand.ts"
import { isUuid } from "../../../db/uuid.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { ApiError } from "../../api-error.ts"
import { bodyLimits } from "../../bodies.ts"
import { instant } from "../../instant.ts"
import { changedRequest, noteOf, requestNote } from "../../request-body.ts"
import { uuidParam } from "../../uuid-param.ts"
import type { Program } from "../admit-program.ts"
import type { DataRoutes } from "./data-route.ts"

const exact = { additionalProperties: false }
const orNull = (description: string) => Type.Unsafe<string | null>({ type: ["string", "null"], description })
const timeOrNull = (description: string) =>
  Type.Unsafe<string | null>({ type: ["string", "null"], format: "date-time", description })

const RequestRecord = Type.Object({
  _id: Type.String(),
  sessionId: orNull("the session it was asked in"),
  mode: Type.Enum(["live", "test", "sandbox"]),
  customerId: Type.String(),
  subscriptionId: orNull("null where the customer's only one is meant, or none was proven"),
  action: Type.Enum([...flowActions]),
  terms: Type.Object({}, { additionalProperties: true, description: "what exactly was asked" }),
  state: Type.Enum([...requestStates]),
  isForPerson: Type.Boolean({ description: "a person of the company was called for it" }),
  requestedAt: Type.String({ format: "date-time" }),
  lastError: orNull("why the last try did not work"),
  settledAt: timeOrNull("when it was known what became of it"),
  scheduledFor: timeOrNull("with scheduled: the day for which it is planned"),
  reason: orNull("with refused: why"),
  note: orNull("what was written beside it"),
})

const ListQuery = Type.Object(
  {
    show: Type.Optional(
      Type.Enum([...requestsShown], {
        description:
          "waiting for a person; tried: on their way; refused; done: applied or scheduled. All of them unless given",
      }),
    ),
    limit: Type.Integer({ default: 100, minimum: 1, maximum: 1000, description: "requests in the answer" }),
    after: Type.Optional(
      Type.String({ maxLength: 100, description: "the `_id` of the last request of the page before" }),
    ),
  },
  exact,
)

const Body = Type.Object(
  {
    result: Type.Enum(["applied", "scheduled", "refused"]),
    at: Type.Optional(
      Type.String({
        maxLength: 100,
        description: "with scheduled: the day for which it is planned, ISO 8601",
      }),
    ),
    message: Type.Optional(requestNote("of what is refused the reason, else a note")),
  },
  exact,
)
interface Answered {
  result: "applied" | "scheduled" | "refused"
  at?: string
  message?: string
}

/** What customers asked of the billing, and what the company's own programs say became of it. */
export function requestsRoutes({ get, post, services }: DataRoutes): void {
  const { db } = services.reads
  get<{ show?: RequestsShown; limit: number; after?: string }>(
    {
      path: "requests",
      twin: false,
      operationId: "listRequests",
      schema: {
        summary: "List requests",
        description:
          "What customers asked of the billing. A bare array, newest first; those that wait oldest first. Page with `after` until an answer is shorter than `limit`.",
        querystring: ListQuery,
        response: answers(Type.Array(RequestRecord), "the requests", [401, 404, 422, 503]),
      },
    },
    async (request) => {
      const { show: shown = null, limit, after } = request.query
      const { workspace, mode } = programOf(request)
      const last = after === undefined ? null : await findOwn(programOf(request), after)
      const before = last && { createdAt: new Date(last.requestedAt), id: last.id }
      const listed = { workspaceId: workspace.id, mode, shown }
      return (await listRequests(db, listed, before, limit, services.now())).map(toRecord)
    },
  )

  post<{ Params: { requestId: string }; Body: Answered }>(
    {
      path: "requests/:requestId",
      operationId: "answerRequest",
      bodyLimit: bodyLimits.ids,
      schema: {
        summary: "Say what became of a request",
        description:
          "Settles a request that your own server carries out. A cancellation that is refused is still one: a person of the company is called for it, and it stays `asked`.",
        params: Type.Object({ requestId: uuidParam("the _id of a request") }),
        body: Body,
        response: answers(RequestRecord, "the request", [400, 401, 404, 409, 413, 415, 422, 503]),
      },
    },
    async (request) => {
      const { workspace, keyId, keyName } = programOf(request)
      const said = saidOf(request.body)
      const { id } = await findOwn(programOf(request), request.params.requestId)
      const actor = { kind: "key", id: keyId, name: keyName, address: request.ip } as const
      const change = { workspaceId: workspace.id, actor, now: services.now() }
      const writer = { database: services.database, announce: services.live.announce }
      return toRecord(changedRequest(await settleByHand(writer, services.billing.teller, change, id, said)))
    },
  )

  /** @throws ApiError 404 for what is no request of the key's workspace and mode */
  async function findOwn({ workspace, mode }: Program, id: string): Promise<CustomerRequest> {
    const found = isUuid(id) ? await findRequest(db, workspace.id, id, services.now()) : null
    if (found?.mode === mode) return found
    throw new ApiError(404, "request_not_found", `This workspace has no ${mode} request with that id.`)
  }
}

function saidOf({ result, at, message }: Answered) {
  if (result === "refused") return { result, reason: readable(message ?? "") }
  const note = noteOf(message)
  if (result === "applied") return { result, note }
  const day = instant("at", at)
  if (day) return { result, at: day, note }
  throw new ApiError(422, "invalid", "at is missing: say for which day it is scheduled.")
}

const toRecord = ({ id, customer, settledBy, undoUntil, nextTryAt, ...rest }: CustomerRequest) => ({
  _id: id,
  customerId: customer.id,
  ...rest,
})
