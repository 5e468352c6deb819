import { Readable } from "node:stream"
import { SessionRecord } from "@holdfast/protocol/schema"
import type { FastifyInstance } from "fastify"
import { Type } from "typebox"
import { readsOfKey } from "../../../account/rates/limits.ts"
import type { Db } from "../../../db/database.ts"
import type { LoggedChange } from "../../../session/change/read-changes.ts"
import {
  type FeedPage,
  type FeedPlace,
  feedBeginning,
  isTooOld,
  newestPlace,
  readFeed,
} from "../../../session/change/read-feed.ts"
import { changeKinds } from "../../../session/change/session-change.ts"
import type { Piece } from "../../../session/read/read-piece.ts"
import { readRecordIds, readRecords } from "../../../session/read/read-records.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { ApiError } from "../../api-error.ts"
import { countReads } from "../../assert-room.ts"
import { type CursorScope, readCursor, writeCursor } from "../../cursor.ts"
import { goneSignal } from "../../gone-signal.ts"
import { jsonArray } from "../../json-array.ts"
import { admitProgram, type Program } from "../admit-program.ts"
import { createAwaitChanges } from "./await-changes.ts"
import type { DataRoutes } from "./data-route.ts"

interface Query {
  after?: string
  limit: number
  wait: number
  fields: "all" | "ids"
}

const longestWaitS = 30

const querystring = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          "the `cursor` of the last answer; `now` for a cursor behind everything that there is. Without it the answer begins with the oldest change that is kept",
      }),
    ),
    limit: Type.Integer({ default: 100, minimum: 1, maximum: 1000, description: "changes in the answer" }),
    wait: Type.Integer({
      default: 0,
      minimum: 0,
      maximum: longestWaitS,
      description: "seconds to wait for a change where there is none yet",
    }),
    fields: Type.Enum(["all", "ids"], {
      default: "all",
      description: "`ids` leaves out the sessions themselves",
    }),
  },
  { additionalProperties: false },
)

const Change = Type.Object(
  {
    _id: Type.String({
      description: "of the session; where it is gone and was imported under another id, its `sessionId`",
    }),
    sessionId: Type.String({ format: "uuid", description: "the id that Holdfast itself gave the session" }),
    kind: Type.Enum([...changeKinds]),
    sequence: Type.Integer({
      minimum: 1,
      description: "rises by one with each change of the session: the first is 1, and none is missing",
    }),
    at: Type.String({ format: "date-time" }),
    session: Type.Optional(
      Type.Union([SessionRecord, Type.Null()], {
        description: "the session as it is now; null where it is gone. Left out with `fields=ids`",
      }),
    ),
  },
  { additionalProperties: false },
)

const Answer = Type.Object(
  {
    cursor: Type.String({ description: "opaque; to be sent as `after` with the next question" }),
    hasMore: Type.Boolean({ description: "there may be more already: ask again without waiting" }),
    changes: Type.Array(Change),
  },
  { additionalProperties: false },
)

/** How the sentences of refused cursors end. */
const beginAgain =
  "Begin again: ask with after=now for a new cursor, read all sessions anew, and go on from that cursor."

/** What happened to sessions, in the order of the commits: section "The change feed" of the documentation. */
export function changesRoute({ get, services }: DataRoutes, app: FastifyInstance): void {
  const awaitChanges = createAwaitChanges(app, services.live)
  const { db } = services.reads
  const schema = {
    summary: "Follow changes of sessions",
    description:
      "Sessions that were made, changed or deleted, in the order in which that was committed. Keep `cursor` and send it as `after`; a reader that does so sees each change once. Changes are kept for 30 days. A session is given as it is when it is read, so it may be ahead of the change.",
    querystring,
    response: answers(Answer, "the changes", [401, 404, 410, 422, 429, 503]),
  }
  get<Query>({ path: "changes", twin: false, operationId: "listChanges", schema }, async (request, reply) => {
    const program = programOf(request)
    const { after, limit, wait, fields } = request.query
    const workspaceId = program.workspace.id
    const count = countReads(services, reply, readsOfKey, program.keyId, "this key")
    let place = await placeOf(program, after)
    let readAt = services.now()
    let looks = 0
    const look = async (): Promise<FeedPage> => {
      // the key may have been revoked while it waited
      if (looks++ > 0) await admitProgram(services, request, reply)
      readAt = services.now()
      const page = await readFeed(db, { workspaceId, mode: program.mode }, place, limit, readAt)
      if (!page) throw restored()
      place = page.place
      return page
    }
    const asker = { workspaceId, mode: program.mode, keyId: program.keyId, gone: goneSignal(reply) }
    const page = await awaitChanges(
      asker,
      wait * 1000,
      look,
      ({ changes, hasMore }) => changes.length > 0 || hasMore,
    )
    const cursor = cursorOf(program, page.place, readAt)
    const head = JSON.stringify({ cursor, hasMore: page.hasMore }).slice(0, -1)
    const list = await jsonArray(entries(db, workspaceId, page.changes, fields), count)
    return reply
      .type("application/json; charset=utf-8")
      .send(Readable.from(around(`${head},"changes":`, list, "}"), { objectMode: false }))
  })

  const cursorOf = (program: Program, { n, at }: FeedPlace, readAt: Date): string =>
    writeCursor(services.cursorKey, scopeOf(program), {
      createdAt: readAt,
      id: `${n}.${at?.getTime() ?? ""}`,
    })

  /** @throws ApiError 422 for what is no cursor of the key's workspace and mode, 410 for one that is too old */
  async function placeOf(program: Program, after: string | undefined): Promise<FeedPlace> {
    if (after === undefined) return feedBeginning
    if (after === "now") return newestPlace(db, program.workspace.id)
    const cursor = readCursor(services.cursorKey, scopeOf(program), after)
    const [n = "", at = ""] = cursor?.id.split(".") ?? []
    if (!cursor || !n) {
      throw new ApiError(
        422,
        "invalid",
        `after is no cursor of the ${program.mode} sessions of this workspace; it takes the \`cursor\` of an answer, or now.`,
      )
    }
    if (isTooOld(cursor.createdAt, services.now())) {
      throw new ApiError(
        410,
        "cursor_too_old",
        `after is a cursor of ${cursor.createdAt.toISOString()}, and changes are kept for 30 days, so some behind it are gone. ${beginAgain}`,
      )
    }
    return { n, at: at === "" ? null : new Date(Number(at)) }
  }
}

const restored = () =>
  new ApiError(
    410,
    "cursor_unknown",
    `after is a cursor of changes that this database does not have: it was restored from a backup. ${beginAgain}`,
  )

const scopeOf = ({ workspace, mode }: Program): CursorScope => ({
  workspaceId: workspace.id,
  list: `changes ${mode}`,
})

/** So many sessions are in memory at once, of at most some 32 KB each. */
const sessionsInPiece = 100

async function* entries(
  db: Db,
  workspaceId: string,
  changes: readonly LoggedChange[],
  fields: Query["fields"],
): AsyncGenerator<Piece> {
  const size = fields === "ids" ? changes.length || 1 : sessionsInPiece
  for (let from = 0; from < changes.length; from += size) {
    const some = changes.slice(from, from + size)
    const ids = [...new Set(some.map(({ session_id }) => session_id))]
    const records = await (fields === "ids" ? readRecordIds : readRecords)(db, workspaceId, ids)
    const json = some.map(({ session_id, kind, sequence, at }) => {
      const record = records.get(session_id)
      const change = { _id: record?.recordId ?? session_id, sessionId: session_id, kind, sequence, at }
      const text = JSON.stringify(change)
      return fields === "ids" ? text : `${text.slice(0, -1)},"session":${record?.json ?? "null"}}`
    })
    yield { entries: some.length, json: [Buffer.from(json.join(","))] }
  }
}

async function* around(before: string, list: Readable, after: string): AsyncGenerator<Buffer> {
  yield Buffer.from(before)
  yield* list
  yield Buffer.from(after)
}
