import { recordingStates } from "@holdfast/protocol"
import { transcriptKinds } from "@holdfast/protocol/recording"
import { Type } from "typebox"
import { recordAudit } from "../../../account/audit/record-audit.ts"
import { readsOfKey } from "../../../account/rates/limits.ts"
import { readRecordedRun } from "../../../recording/read-recorded-run.ts"
import { matches } from "../../../session/read/session-filter.ts"
import { programOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { countReads } from "../../assert-room.ts"
import { recordedRun } from "../../recorded-run.ts"
import type { DataRoutes } from "./data-route.ts"

const timeOrNull = (description: string) =>
  Type.Unsafe<string | null>({ type: ["string", "null"], format: "date-time", description })

const RecordedRunAnswer = Type.Object({
  version: Type.Literal(1, { description: "rises where a field changes its meaning; new fields may come" }),
  sessionId: Type.String({ description: "id of the session" }),
  recordingState: Type.Unsafe<string | null>({
    enum: [...recordingStates, null],
    description: "what there is of the recording, or why there is none; null where nobody knows why",
  }),
  startTime: timeOrNull("when the log begins; null without one"),
  endTime: timeOrNull("when its last move was, so far"),
  log: Type.Unsafe<object | null>({
    type: ["object", "null"],
    description: "null where there is none",
    properties: {
      head: {
        type: ["object", "null"],
        description:
          "what the run was drawn with: the version of the flow, language, colours, size of the window; null where the first piece is missing",
      },
      moves: {
        type: "array",
        items: { type: "array" },
        description:
          "each is a list: milliseconds since the run began, the kind of move, and what belongs to it. What was typed is never in it, only how many characters",
      },
      missing: { type: "array", items: { type: "integer" }, description: "pieces that did not arrive" },
    },
  }),
  transcript: Type.Array(
    Type.Object({
      at: Type.Unsafe<number | null>({
        type: ["integer", "null"],
        description: "milliseconds since the run began; null where nobody told when",
      }),
      kind: Type.Enum([...transcriptKinds]),
      text: Type.String({ description: "what happened, in words" }),
    }),
    {
      description:
        "the run in words: from its log, or where there is none from the steps, offers and answers of its session",
    },
  ),
})

/** The log of a run, and the run in words. Each look is written down. */
export function recordingRoute({ get, services }: DataRoutes): void {
  get<object, { sessionId: string }>(
    {
      path: "recordings/:sessionId",
      twin: false,
      operationId: "readRecording",
      schema: {
        summary: "Read a recording",
        description:
          "The log of a run as far as it has come, and the run in words; of a session that was not recorded its words alone. A recording that was deleted is answered 410. Each look is in the audit log.",
        params: Type.Object({
          sessionId: Type.String({ minLength: 1, maxLength: 500, description: "the `_id` of a session" }),
        }),
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers(RecordedRunAnswer, "the run", [401, 404, 410, 422, 429, 503]),
      },
    },
    async (request, reply) => {
      const { workspace, mode, keyId, keyName } = programOf(request)
      const { sessionId } = request.params
      const count = countReads(services, reply, readsOfKey, keyId, "this key")
      const which = matches({ workspaceId: workspace.id, mode, ids: { sessionId: [sessionId] } })
      const { run } = recordedRun(
        await readRecordedRun(services.reads.db, services.recordings, workspace.id, which),
      )
      count(1)
      if (run.log !== null)
        await recordAudit(services.database.db, {
          workspaceId: workspace.id,
          actor: { kind: "key", id: keyId, name: keyName, address: request.ip },
          action: "recording.downloaded",
          target: { kind: "session", id: run.sessionId, name: run.sessionId },
          at: services.now(),
        })
      return { ...run, sessionId }
    },
  )
}
