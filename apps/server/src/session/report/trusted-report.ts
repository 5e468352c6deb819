import type { BillingFactsNote, Mode, SessionReport } from "@holdfast/protocol"
import type { Ignored } from "@holdfast/protocol/schema"
import type { SessionSource } from "../../db/schema.ts"
import type { Exposure } from "../../flow/ab-test/choose-arm.ts"
import type { BegunRecording } from "../../recording/begin-recording.ts"

/** A report that has passed the gate: who it speaks for is proven, what it says is well formed. */
export interface TrustedReport extends SessionReport {
  workspaceId: string
  mode: Mode
  /** null only where a client of the contract sent no customer at all; such a session never bounces. */
  customerId: string | null
  /** Reports with the same key are about the same session; null until a client has given one. */
  clientKey: string | null
  source: SessionSource
  verified: boolean
  receivedAt: Date
  /** When the session began, if it is new. */
  startedAt: Date
  /** The A/B test that the session opens in, and the arm that its customer is shown. */
  exposure?: Exposure
  /** What came of asking the billing system for the customer, as the session opens. */
  billingFacts?: BillingFactsNote
  /** Whether its run is recorded, as the session opens. */
  recording?: BegunRecording
  /** The report may be meant for a session that waits for the post of an SDK. */
  claim?: Claim
  /** False where it says whose session it is and nothing else of its customer: what was said of them before stays. */
  describesCustomer?: boolean
  /** The fields of it that could not be read. */
  ignored?: readonly Ignored[]
}

/** What a post of an SDK tells of the session that its config call opened. */
export interface Claim {
  /** Only sessions of this blueprint are meant; null where the post names none. */
  blueprintId: string | null
  /** When the first step began; null where the post has no steps, and so looks like others of the same day. */
  firstStep: Date | null
}

export type RecordResult =
  | { kind: "recorded"; sessionId: string; revision: number; isNew: boolean }
  /** The key is taken by a session of another customer or mode, or by one that was proven where this is not. */
  | { kind: "foreign" }
