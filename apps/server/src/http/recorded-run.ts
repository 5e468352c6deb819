import type { FoundRun } from "../recording/read-recorded-run.ts"
import { ApiError } from "./api-error.ts"

/** @throws ApiError 404 for a session that is not there, 410 for a recording that was deleted */
export function recordedRun(found: FoundRun): Extract<FoundRun, { kind: "found" }> {
  if (found.kind === "found") return found
  if (found.kind === "deleted")
    throw new ApiError(410, "recording_deleted", "The recording of this session was deleted.")
  throw new ApiError(404, "session_not_found", "This workspace has no session with that id.")
}
