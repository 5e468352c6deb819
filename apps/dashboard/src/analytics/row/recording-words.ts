import type { StreamRecording } from "@holdfast/protocol/dashboard"

/** Why there is nothing to watch. */
export function noRecordingSentence(recording: StreamRecording): string {
  if (recording.url !== null) return "The address of this recording cannot be opened"
  return sentences[recording.reason]
}

const sentences = {
  off: "Recording was off for this session",
  none: "No recording was made of this session",
  unproven: "The customer's browser reported an address of a recording, which is not opened from here",
}
