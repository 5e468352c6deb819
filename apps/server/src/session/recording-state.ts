import type { RecordingState } from "@holdfast/protocol"
import type { Selectable } from "kysely"
import type { SessionRow } from "../db/schema.ts"

/**
 * What there is of a session's recording, or why there is none; null where nobody knows why. As the dimension of this name
 * says it in SQL (`dimensions.ts`).
 */
export function recordingStateOf({
  recording_state: decided,
  source,
  verified,
  detail,
}: Pick<
  Selectable<SessionRow>,
  "recording_state" | "source" | "verified" | "detail"
>): RecordingState | null {
  if (decided !== null) return decided
  if (source === "import" && detail.recording) return "elsewhere"
  // how an embedding page turns the recording of a session off; the field is not of the contract
  if (detail.record === false) return "call"
  return verified ? null : "unverified"
}
