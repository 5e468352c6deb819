import { type Me, modes, type StreamCount, type StreamPage } from "@holdfast/protocol"
import type { FastifyInstance } from "fastify"
import { type Static, Type } from "typebox"
import { workspacesOf } from "../../account/people.ts"
import { countSessions } from "../../session/count-sessions.ts"
import { type Cursor, readCursor, writeCursor } from "../../session/cursor.ts"
import { listSessions } from "../../session/list-sessions.ts"
import type { SessionFilter } from "../../session/session-filter.ts"
import { toStreamRow } from "../../session/to-stream-row.ts"
import { signedIn, workspaceOf } from "../access.ts"
import { ApiError } from "../api-error.ts"
import type { Services } from "../services.ts"

const range = {
  mode: Type.Enum([...modes], { default: "live" }),
  from: Type.Optional(Type.String({ format: "holdfast-date", description: "createdAt at or after this" })),
  to: Type.Optional(Type.String({ format: "holdfast-date", description: "createdAt before this" })),
}
const CountQuery = Type.Object(range, { additionalProperties: false })
const PageQuery = Type.Object(
  {
    ...range,
    before: Type.Optional(Type.String({ maxLength: 200, description: "the cursor of the last answer" })),
    size: Type.Integer({ default: 10, minimum: 1, maximum: 100 }),
  },
  { additionalProperties: false },
)
type CountQuery = Static<typeof CountQuery>
type PageQuery = Static<typeof PageQuery>
type Params = { appId: string }

/** What the dashboard reads; the shapes are in `stream-api.ts` of the protocol. */
export function streamRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const reads = { access: { action: "session:read" } } as const

  app.get("/api/me", { config: { access: "person" } }, async (request) => {
    const user = signedIn(request)
    return { user, workspaces: await workspacesOf(db, user.id) } satisfies Me
  })

  app.get<{ Params: Params; Querystring: PageQuery }>(
    "/api/workspaces/:appId/sessions",
    { config: reads, schema: { querystring: PageQuery } },
    async (request): Promise<StreamPage> => {
      const workspace = workspaceOf(request)
      const { size } = request.query
      const filter = filterOf(workspace.id, request.query)
      // one more than asked for tells whether there is a next page
      const rows = await listSessions(db, filter, cursorOf(request.query.before), size + 1)
      const shown = rows.slice(0, size)
      const last = rows.length > size ? shown.at(-1) : undefined
      return {
        sessions: shown.map(toStreamRow),
        next: last ? writeCursor({ createdAt: last.created_at, id: last.id }) : null,
      }
    },
  )

  app.get<{ Params: Params; Querystring: CountQuery }>(
    "/api/workspaces/:appId/sessions/count",
    { config: reads, schema: { querystring: CountQuery } },
    async (request): Promise<StreamCount> => {
      const workspace = workspaceOf(request)
      return { count: await countSessions(db, filterOf(workspace.id, request.query)) }
    },
  )
}

function filterOf(workspaceId: string, query: CountQuery): SessionFilter {
  const from = query.from === undefined ? undefined : new Date(query.from)
  const to = query.to === undefined ? undefined : new Date(query.to)
  if (from && to && from > to)
    throw new ApiError(422, "invalid", "from is after to; the range is upside down.")
  return { workspaceId, mode: query.mode, from, to }
}

function cursorOf(text: string | undefined): Cursor | null {
  if (text === undefined) return null
  const cursor = readCursor(text)
  if (!cursor) throw new ApiError(422, "invalid", "before is no cursor; it takes `next` of the last answer.")
  return cursor
}
