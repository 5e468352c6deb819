import type { FlowCallerBody } from "../schema/flow.ts"
import type { UnrecordedReason } from "../words.ts"
import type { Move } from "./move.ts"
import type { RecordingHead } from "./recording-head.ts"

/** Whether a run is recorded, as the answer that opens the flow says it. */
export type RecordingDecision =
  | {
      on: true
      /** The merge fields that have a value in this run: the log names them. */
      mergeFields: string[]
      /** The flow says on each step that it is recorded. */
      hasNotice: boolean
    }
  | { on: false; why: UnrecordedReason }

/** Who sends a chunk: with the proof, and without what the page knows of its customer. */
export type RecordingCaller = Omit<FlowCallerBody, "customer" | "subscriptions" | "customerAttributes">

/** One piece of a log. Which one it is says its index, so one that comes twice, late or out of order does no harm. */
export interface RecordingChunk {
  /** The id of the run, a UUID. */
  run: string
  index: number
  /** With index 0, and with no other. */
  head?: RecordingHead
  moves: Move[]
}

/**
 * `POST /v1/flow/recording`: as JSON, or as gzip of it. 204: it is kept, or was already. 410: the recording was deleted, and nothing of it
 * is taken any more. 422: refused, with a sentence; nothing of it is kept.
 */
export type RecordingRequest = RecordingCaller & RecordingChunk
