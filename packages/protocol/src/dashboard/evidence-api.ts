import type { ClickToCancelRule, FlowAction, Mode, RegionSource, RequestState, StepType } from "../words.ts"
import type { StreamRow } from "./stream-api.ts"

/**
 * `GET /api/workspaces/:appId/sessions/:id/evidence`: the record of a cancellation that a regulator may ask for. Made from what
 * the session keeps; needs no recording. Times are ISO 8601 in UTC. Fields are added, and never change their meaning while
 * `version` is 1.
 */
export interface Evidence {
  format: "holdfast-evidence"
  version: 1
  takenAt: string
  workspace: { appId: string; name: string }
  session: {
    id: string
    mode: Mode
    /** When the customer opened the flow. */
    openedAt: string
    customer: { id: string | null; email: string | null; subscriptionId: string | null }
    outcome: StreamRow["outcome"]["kind"]
    outcomeLabel: string
    /** Proven to be of this customer. */
    isVerified: boolean
    source: "widget" | "sdk" | "import" | "demo"
  }
  /** null where no rule was turned on as the flow opened. */
  region: {
    name: string | null
    code: string | null
    source: RegionSource | null
    basis: string | null
    rule: ClickToCancelRule | null
  } | null
  cancelNow: {
    /** In sight on every step; null where nobody told. */
    wasOffered: boolean | null
    wasUsed: boolean
    /** What the button said. */
    text: string | null
  }
  cancellation: {
    /** When the customer pressed. */
    pressedAt: string | null
    /** Presses of buttons and choices, and seconds, from the opening to that press. */
    clicks: number | null
    seconds: number | null
    /** `asked`: nobody has answered; null where it stands. */
    state: "asked" | null
  } | null
  /** The version that was shown; null where this workspace has published none of that id. */
  flow: { blueprintId: string; name: string; version: number; publishedAt: string } | null
  /** Of the buttons, of the flow's texts, and of the browser. */
  language: { buttons: string | null; texts: string | null; browser: string | null }
  /** In the order in which the customer saw them. */
  steps: EvidenceStep[]
  /** What was asked of the company's billing, oldest first. */
  requests: {
    action: FlowAction
    state: RequestState
    requestedAt: string
    settledAt: string | null
    scheduledFor: string | null
    reason: string | null
  }[]
  /** The page's own functions that ran in place of Holdfast's actions. */
  handlers: string[]
  /** What the reader has to know of how this was made. */
  notes: string[]
}

export interface EvidenceStep {
  stepType: StepType | null
  guid: string | null
  shownAt: string | null
  leftAt: string | null
  /** From the top of the screen down; none where the step is not of a version that is known. */
  texts: { part: EvidencePart; text: string }[]
  /** What the customer did there. */
  pressed: { what: EvidencePress; text: string | null; at: string | null }[]
}

export type EvidencePart = "heading" | "text" | "choice" | "terms" | "field" | "button" | "cancel-now"

export type EvidencePress =
  | "chose"
  | "answered"
  | "wrote"
  | "accepted"
  | "declined"
  | "cancelled"
  | "cancelled-at-once"
