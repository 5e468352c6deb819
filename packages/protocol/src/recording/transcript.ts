import type { BlueprintContent } from "../flow/blueprint.ts"
import type { SessionFacts } from "../schema/session-facts.ts"

/** What a line of a transcript is about. */
export const transcriptKinds = [
  "screen",
  "offer",
  "answer",
  "decision",
  "wait",
  "fault",
  "idle",
  "away",
  "end",
  "gap",
] as const
export type TranscriptKind = (typeof transcriptKinds)[number]

/** One thing that happened, as a sentence of which the customer is the subject: `Picked "Too expensive"`. */
export interface TranscriptLine {
  /** Milliseconds since the run began; null where nobody told when. */
  at: number | null
  kind: TranscriptKind
  text: string
}

/** What is known of a run beside its log. */
export interface TranscriptSource {
  facts: SessionFacts
  /** The version that was shown, where it is known. */
  content: BlueprintContent | null
}
