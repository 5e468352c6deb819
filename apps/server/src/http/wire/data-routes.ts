import type { FastifyInstance, FastifyReply } from "fastify"
import { type Static, Type } from "typebox"
import type { Workspace } from "../../account/workspaces.ts"
import { listSessionsFrom } from "../../session/list-sessions.ts"
import { toRecord } from "../../session/to-record.ts"
import { programOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

const text = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 500, description }))

/** A repeated key means any of its values. */
const texts = (description: string) =>
  Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: 1000, description }))

const SessionsQuery = Type.Object(
  {
    limit: Type.Integer({ default: 100, minimum: 1, maximum: 10_000, description: "records in the answer" }),
    skip: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: 1_000_000_000,
      description: "records to leave out first",
    }),
    startDate: text("createdAt at or after this"),
    endDate: text("createdAt at or before this"),
    sessionId: texts("sessions"),
    customerId: texts("exact customer ids"),
    customerEmail: texts("exact emails"),
    inProgress: Type.Optional(Type.Boolean({ description: "only those in progress; left out unless given" })),
    bounced: Type.Optional(Type.Boolean({ description: "only bounced ones; left out unless given" })),
  },
  { additionalProperties: false },
)
type SessionsQuery = Static<typeof SessionsQuery>

/** The Data API (section 3): for programs with a data key. */
export function dataRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.reads
  for (const path of ["/v1/data/sessions", "/v1/data/warehouse/sessions"]) {
    app.get<{ Querystring: SessionsQuery }>(
      path,
      { config: { access: "data-key" }, schema: { querystring: SessionsQuery } },
      async (request, reply) => {
        const { query } = request
        const { workspace, mode } = programOf(request)
        const rows = await listSessionsFrom(
          db,
          {
            workspaceId: workspace.id,
            mode,
            from: instant("startDate", query.startDate),
            upTo: instant("endDate", query.endDate),
            ids: {
              ...(query.sessionId && { sessionId: query.sessionId }),
              ...(query.customerId && { customerId: query.customerId }),
              ...(query.customerEmail && { customerEmail: query.customerEmail }),
            },
            // clients read a record without a saveType as a cancellation; one in progress is not. It is also
            // neither bounced nor not bounced
            ...(query.inProgress
              ? { is: { outcome: ["open"] } }
              : { not: { outcome: ["open"] }, is: { bounced: [String(query.bounced ?? false)] } }),
          },
          query.skip,
          query.limit,
        )
        actingFor(reply, workspace)
        return rows.map(toRecord)
      },
    )
  }
}

/** As `new Date(x)` reads it: a day, or an instant. */
function instant(name: string, value: string | undefined): Date | undefined {
  if (value === undefined) return undefined
  const date = new Date(value)
  const year = date.getUTCFullYear()
  if (Number.isNaN(year) || year < 1 || year > 9999) {
    throw new ApiError(
      422,
      "invalid",
      `${name} is "${value.slice(0, 60)}"; it takes an ISO 8601 date or time.`,
    )
  }
  return date
}

function actingFor(reply: FastifyReply, workspace: Workspace): void {
  void reply.header("x-churnkey-acting-org-id", workspace.id)
  void reply.header("x-churnkey-acting-org-name", encodeURIComponent(workspace.name))
  void reply.header("cache-control", "no-store")
}
