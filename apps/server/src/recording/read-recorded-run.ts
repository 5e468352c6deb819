import type { RecordedRun } from "@holdfast/protocol/recording"
import { recordingVersion, transcriptOfLog, transcriptOfSession } from "@holdfast/protocol/recording"
import { type RawBuilder, type Selectable, sql } from "kysely"
import type { Db } from "../db/database.ts"
import type { SessionRow } from "../db/schema.ts"
import { findBlueprint } from "../flow/blueprints.ts"
import { recordingStateOf } from "../session/recording-state.ts"
import { runOfKey } from "../session/report/run-key.ts"
import { factsOf } from "../session/session-row.ts"
import type { DrawnRun } from "./draw-run.ts"
import { type RecordingStore, readRecording } from "./read-recording.ts"

export type FoundRun =
  | { kind: "unknown" }
  /** Nobody can read its recording any more. */
  | { kind: "deleted" }
  | { kind: "found"; run: RecordedRun; drawn: DrawnRun }

/**
 * A run with its log, as far as it has come, and in words.
 * @param which a condition on `session`, beside the workspace
 */
export async function readRecordedRun(
  db: Db,
  store: RecordingStore,
  workspaceId: string,
  which: RawBuilder<boolean>,
): Promise<FoundRun> {
  const { rows } = await sql<Selectable<SessionRow>>`
    select * from session where session.workspace_id = ${workspaceId} and ${which} limit 1`.execute(db)
  const [session] = rows
  if (!session) return { kind: "unknown" }
  const { id, blueprint_id } = session
  const [recording, blueprint] = await Promise.all([
    readRecording(db, store, workspaceId, id),
    blueprint_id === null ? null : findBlueprint(db, workspaceId, blueprint_id),
  ])
  if (recording?.kind === "deleted") return { kind: "deleted" }
  const log = recording?.log ?? null
  const source = { facts: factsOf(session), content: blueprint?.content ?? null }
  const run: RecordedRun = {
    version: recordingVersion,
    sessionId: id,
    recordingState: recordingStateOf(session),
    startTime: recording?.startedAt.toISOString() ?? null,
    endTime: recording?.endedAt.toISOString() ?? null,
    log,
    // before anything has come of it, the session knows more
    transcript:
      log && log.moves.length > 0
        ? transcriptOfLog(log, source)
        : transcriptOfSession(source, session.created_at),
  }
  const drawn = { log, facts: source.facts, blueprint, run: runOfKey(session.client_key ?? "") }
  return { kind: "found", run, drawn }
}
