import type { RecordingState } from "../words.ts"
import type { RecordedLog } from "./join-chunks.ts"
import type { recordingVersion } from "./move.ts"
import type { TranscriptLine } from "./transcript.ts"

/**
 * A run as it is read: `GET /v1/data/recordings/:sessionId` for programs, and
 * `GET /api/workspaces/:appId/sessions/:id/recording` for people. Also while it grows. Fields are added, and never change their
 * meaning while `version` is 1. A recording that was deleted is answered 410.
 */
export interface RecordedRun {
  version: typeof recordingVersion
  sessionId: string
  /** What there is of the recording, or why there is none; null where nobody knows why. */
  recordingState: RecordingState | null
  /** When the log begins and ends, by our clock, ISO 8601; null without a log. */
  startTime: string | null
  endTime: string | null
  /** Null where there is none: then the transcript is made of what the session says. */
  log: RecordedLog | null
  /** The run in words. */
  transcript: TranscriptLine[]
}
