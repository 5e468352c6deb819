import { can, mayWatch } from "@holdfast/protocol"
import {
  type RecordingSettings,
  type RecordingsCount,
  recordingNotices,
  type WatchedRun,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { sql } from "kysely"
import { Type } from "typebox"
import { changeSettings } from "../../account/change-settings.ts"
import { findRecordingSettings } from "../../account/workspaces.ts"
import type { Db } from "../../db/database.ts"
import { isUuid } from "../../db/uuid.ts"
import { filterWords } from "../../export/filter-words.ts"
import { describeError } from "../../log/describe-error.ts"
import { deleteRecordingFor, deleteRecordingsFor, MoreRecordings } from "../../recording/delete-for-person.ts"
import { countRecordings } from "../../recording/delete-recordings.ts"
import { drawRun } from "../../recording/draw-run.ts"
import { noteLooks } from "../../recording/note-looks.ts"
import { readRecordedRun } from "../../recording/read-recorded-run.ts"
import { createPlanLabels } from "../../session/read/plan-labels.ts"
import type { SessionFilter } from "../../session/read/session-filter.ts"
import { roleOf, signedIn, workspaceOf } from "../access.ts"
import { actorOf } from "../actor-of.ts"
import { ApiError } from "../api-error.ts"
import { assertLookedAt } from "../assert-looked-at.ts"
import { instant } from "../instant.ts"
import { playerPath } from "../kept-players.ts"
import { recordedRun } from "../recorded-run.ts"
import type { Services } from "../services.ts"
import { StreamQuery, streamFilter } from "./stream-query.ts"

type OfSession = { Params: { appId: string; id: string } }

const WatchQuery = Type.Object({ download: Type.Optional(Type.Boolean()) }, { additionalProperties: false })

const SettingsBody = Type.Partial(
  Type.Object({
    isOn: Type.Boolean(),
    keepHours: Type.Unsafe<number | null>({
      type: ["integer", "null"],
      minimum: 1,
      maximum: 87_600,
      description: "hours, from one to ten years of them; null is for ever",
    }),
    notice: Type.Enum([...recordingNotices], { description: "where the flow says that it is recorded" }),
    membersWatch: Type.Boolean(),
    viewersWatch: Type.Boolean(),
  }),
  { additionalProperties: false },
)

const DeleteBody = Type.Object(
  { count: Type.Integer({ minimum: 0 }), upTo: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
)

/** Recordings: watching, deleting, and what a workspace says of them. */
export function recordingRoutes(app: FastifyInstance, services: Services): void {
  const { db } = services.database
  const { players, brandImages } = services
  const parts = { has: players.has, pathOf: playerPath, imageAt: brandImages.read }
  const planLabels = createPlanLabels(services.reads.db, services.now)
  const noteLook = noteLooks(db)

  app.get<OfSession & { Querystring: { download?: boolean } }>(
    "/api/workspaces/:appId/sessions/:id/recording",
    {
      config: { access: { action: "recording:watch" } },
      // a look at the headers alone takes none
      exposeHeadRoute: false,
      schema: { querystring: WatchQuery },
    },
    async (request, reply): Promise<WatchedRun> => {
      assertLookedAt(request, "Recordings")
      const { id: workspaceId } = workspaceOf(request)
      await assertMayWatch(db, request)
      const { id } = request.params
      if (!isUuid(id)) throw sessionNotFound()
      const { db: reads } = services.reads
      const which = sql<boolean>`session.id = ${id}`
      const found = await readRecordedRun(reads, services.recordings, workspaceId, which)
      const { run, drawn } = recordedRun(found)
      const picture = await drawRun(drawn, parts)
      const action = request.query.download === true ? "recording.downloaded" : "recording.watched"
      if (action === "recording.downloaded")
        void reply.header("content-disposition", `attachment; filename="recording-${id}.json"`)
      // of a run without a log there is nothing that the page of its session does not say
      if (run.log !== null) {
        const look = { workspaceId, sessionId: id, personId: signedIn(request).id, action } as const
        await noteLook({ ...look, actor: actorOf(request), at: services.now() })
      }
      return { ...run, picture }
    },
  )

  app.delete<OfSession>(
    "/api/workspaces/:appId/sessions/:id/recording",
    { config: { access: { action: "recording:delete" } } },
    async (request, reply) => {
      const { id: workspaceId } = workspaceOf(request)
      const { id } = request.params
      const at = services.now()
      const deletion = { workspaceId, actor: actorOf(request), at }
      const isDeleted = isUuid(id) && (await deleteRecordingFor(services.database, deletion, id))
      if (!isDeleted)
        throw new ApiError(404, "recording_not_found", "This session has no recording to delete.")
      // the page of the session is read again at once; where this fails, the job does it within a minute
      await services.recordings.removeDeleted(workspaceId, at, id).catch((error: unknown) => {
        request.log.error(describeError(error), "could not take away the bytes of a recording yet")
      })
      return reply.code(204).send()
    },
  )

  app.get<{ Params: { appId: string }; Querystring: StreamQuery }>(
    "/api/workspaces/:appId/recordings/count",
    { config: { access: { action: "recording:delete" } }, schema: { querystring: StreamQuery } },
    async (request): Promise<RecordingsCount> => {
      const upTo = services.now()
      const filter = countedFilter(workspaceOf(request).id, request.query, upTo)
      return { count: await countRecordings(services.reads.db, filter), upTo: upTo.toISOString() }
    },
  )

  app.post<{ Params: { appId: string }; Querystring: StreamQuery; Body: RecordingsCount }>(
    "/api/workspaces/:appId/recordings/delete",
    {
      config: { access: { action: "recording:delete" } },
      schema: { querystring: StreamQuery, body: DeleteBody },
    },
    async (request): Promise<{ deleted: number }> => {
      const { id: workspaceId, timeZone } = workspaceOf(request)
      const { count, upTo: said } = request.body
      const upTo = instant("upTo", said)
      const filter = countedFilter(workspaceId, request.query, upTo ?? services.now())
      const words = await filterWords(services.reads.db, planLabels, filter, timeZone)
      const deletion = { workspaceId, actor: actorOf(request), at: services.now() }
      const told = { count, words: words.audit }
      const deleted = await deleteRecordingsFor(services.database, deletion, filter, told).catch((error) => {
        throw error instanceof MoreRecordings ? moreRecordings(error, count) : error
      })
      return { deleted }
    },
  )

  const settingsPath = "/api/workspaces/:appId/recordings/settings"
  const config = { access: { action: "recording:manage" } } as const

  const readSettings = async (workspaceId: string): Promise<RecordingSettings> => {
    const settings = await findRecordingSettings(db, workspaceId)
    if (!settings) throw new ApiError(404, "workspace_not_found", "This workspace was deleted.")
    return settings
  }

  app.get(settingsPath, { config }, (request) => readSettings(workspaceOf(request).id))

  app.patch<{ Body: Partial<RecordingSettings> }>(
    settingsPath,
    { config, schema: { body: SettingsBody } },
    async (request): Promise<RecordingSettings> => {
      const { id, appId } = workspaceOf(request)
      const { isOn, keepHours, notice, membersWatch, viewersWatch } = request.body
      const opensUp = membersWatch !== undefined || viewersWatch !== undefined
      if (opensUp && !can(roleOf(request), "recording:open-up"))
        throw new ApiError(403, "forbidden", "Who may watch recordings, the owner of the workspace says.")
      const settings = {
        ...{ recordsRuns: isOn, recordingKeepHours: keepHours, recordingNotice: notice },
        ...{ membersWatch, viewersWatch },
      }
      await changeSettings(db, id, settings, actorOf(request), services.now())
      services.directory.forget(appId)
      return readSettings(id)
    },
  )
}

/** Sessions that began after the recordings were counted are not among them. */
function countedFilter(workspaceId: string, query: StreamQuery, upTo: Date): SessionFilter {
  return { ...streamFilter(workspaceId, query), upTo }
}

const moreRecordings = ({ count: meant }: MoreRecordings, count: number) =>
  new ApiError(
    409,
    "more_recordings",
    `By now ${meant === 1 ? "1 recording is" : `${meant} recordings are`} meant, and not ${count}; look at the new count before you delete them.`,
  )

const sessionNotFound = () =>
  new ApiError(404, "session_not_found", "This workspace has no session with that id.")

/** Asked anew with each look: what an owner takes back holds at once. @throws ApiError 403 */
async function assertMayWatch(db: Db, request: FastifyRequest): Promise<void> {
  const role = roleOf(request)
  const settings = await findRecordingSettings(db, workspaceOf(request).id)
  if (settings && mayWatch(role, settings)) return
  throw new ApiError(
    403,
    "may_not_watch",
    `People with the role ${role} may not watch recordings here; the owner of the workspace can allow it.`,
  )
}
