import type { StreamRecording } from "@holdfast/protocol/dashboard"

/** What a press on the mark does; null where there is nothing of ours to watch. */
export function watchWords(recording: StreamRecording): string | null {
  return recording.url === null ? (watch[recording.reason] ?? null) : null
}

const watch: Partial<Record<Extract<StreamRecording, { url: null }>["reason"], string>> = {
  running: "Watch what has been recorded so far",
  available: "Watch the recording",
  partial: "Watch the recording, which has gaps",
}

/** Why there is nothing to watch. */
export function noRecordingSentence(recording: StreamRecording): string {
  if (recording.url !== null) return "The address of this recording cannot be opened"
  return sentences[recording.reason]
}

const sentences = {
  running: "This session is being recorded",
  available: "This session was recorded",
  partial: "This session was recorded, with gaps",
  lost: "Recording was on, and nothing of it arrived",
  deleted: "The recording was deleted",
  workspace: "The workspace had recording turned off",
  call: "The page turned recording off for this session",
  unverified: "Nobody vouched for the customer, so nothing was recorded",
  privacy: "The customer's browser asks for privacy, so nothing was recorded",
  "save-data": "The customer's browser asks to save data, so nothing was recorded",
  unsupported: "The customer's browser cannot record",
  none: "No recording was made of this session",
  unproven: "The customer's browser reported an address of a recording, which is not opened from here",
}
