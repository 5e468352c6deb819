import type { RunPicture, StreamRecording, WatchedRun } from "@holdfast/protocol/dashboard"
import { noRecordingSentence } from "../analytics/row/recording-words.ts"

/** Why a run cannot be shown, and what there is in its place. */
export function noPictureWords(
  why: Extract<RunPicture, { kind: "none" }>["why"],
  recording: StreamRecording,
): string {
  if (why !== "unrecorded") return sentences[why]
  if (recording.url === null && recording.reason === "running") return "Nothing of the recording has come yet"
  return noRecordingSentence(recording)
}

const sentences = {
  headless: "The first piece of the recording did not arrive, so it cannot be shown",
  version: "The version of the flow that was shown is gone, so the recording cannot be shown",
  player: "The scripts that drew this flow are not kept here, so the recording cannot be shown",
}

/** What is missing of a run that plays; null where nothing is. */
export function gapWords({ log }: Pick<WatchedRun, "log">): string | null {
  const pieces = log?.missing.length ?? 0
  if (pieces === 0) return null
  return pieces === 1
    ? "A piece of the recording did not arrive"
    : `${pieces} pieces of the recording did not arrive`
}
