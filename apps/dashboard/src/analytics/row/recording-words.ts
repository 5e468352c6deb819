import type { StreamRecording } from "@holdfast/protocol/dashboard"

/** Why there is nothing to watch. */
export function noRecordingSentence(recording: StreamRecording): string {
  if (recording.url !== null) return "The address of this recording cannot be opened"
  return recording.reason === "off"
    ? "Recording was off for this session"
    : "No recording was made of this session"
}
