import type { RecordedRun } from "@holdfast/protocol/recording"
import type { FoundRun } from "../recording/read-recorded-run.ts"
import { ApiError } from "./api-error.ts"

/** @throws ApiError 404 for a session that is not there, 410 for a recording that was deleted */
export function recordedRun(found: FoundRun): RecordedRun {
  if (found.kind === "found") return found.run
  if (found.kind === "deleted")
    throw new ApiError(410, "recording_deleted", "The recording of this session was deleted.")
  throw new ApiError(404, "session_not_found", "This workspace has no session with that id.")
}
