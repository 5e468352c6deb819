import type { RecordingDecision } from "../recording/recording-api.ts"
import type { ActionBody, FlowCallerBody, OpenBody, ReportBody, WallBody } from "../schema/flow.ts"
import type { CustomerSnapshot } from "../schema/session-facts.ts"
import type { FlowAction, MissingFacts, RequestState, standings } from "../words.ts"
import type { Blueprint } from "./blueprint.ts"

/**
 * Holdfast's own way in, spoken by the widget. Every body says who asks, with the proof, and holds the whole
 * session so far. Sent as `text/plain` so that no pre-flight stands before a customer or before `pagehide`.
 */

/** Who runs the flow, and the proof. Either `token`, or `customerId` with `authHash`. */
export type FlowCaller = FlowCallerBody

/** `POST /v1/flow/open`: opens the session (In progress) and answers the flow that this customer is to see. */
export type OpenFlowRequest = OpenBody

export interface OpenedFlow extends PresentedFlow {
  /** null where the request asked for nothing to be recorded. */
  sessionId: string | null
  customer: CustomerSnapshot
  /** Cancel now is to be in sight on every step: a rule of click to cancel holds where this customer is. */
  hasCancelNow: boolean
  /**
   * What the company's billing carries out in this mode. An offer that takes another action is shown where the page has a
   * handler for it, and else not: nobody could keep it.
   */
  actions: readonly FlowAction[]
  /** Whether this run is recorded; nothing is where the answer does not say. */
  recording?: RecordingDecision
}

/** A blueprint made ready for one customer: the widget only has to draw it. */
export interface PresentedFlow {
  /**
   * Merge fields filled, shuffled reasons in this run's order, in the language of the content. Choices, follow-up questions
   * and options are recorded in the flow's own language: where the customer reads another one, it stands beside it as `shown`.
   */
  blueprint: Blueprint
  /** Language of `words`: `en`, `fr`, `de`, `sp`, `pt`, `it`, `nl`, `pl`, `ja` or `ar`. */
  uiLang: string
  /** What the widget says around the flow's own texts, by key. */
  words: Record<string, string>
  /** CSS custom properties that follow from the merchant's colour and can be read, for each colour scheme. */
  look: { light: Record<string, string>; dark: Record<string, string> }
}

/** `POST /v1/flow/wall`: asks whether a wall is to stand before a customer (wire contract 5.4). Records nothing. */
export type WallRequest = WallBody

export interface WallAnswer {
  standing: (typeof standings)[number]
  /** With `unknown`: why nobody can say. */
  why?: MissingFacts | "not-connected"
  /** With `paused` and `unpaid`: what the wall says, and in which look. */
  shown?: WallShown
}

export interface WallShown extends Pick<PresentedFlow, "uiLang" | "words" | "look"> {
  /** Of a pause: when it ends by itself, where somebody knows. ISO 8601. */
  until: string | null
  /** Of a pause: whether somebody can end it before its day, where the page has no handler for it. */
  canResume: boolean
  /** Of a failed payment: for how long it has been open, in days by the server's clock. */
  unpaidDays: number | null
  /** Of a failed payment: the billing's own page to pay it on, where there is one. */
  payUrl: string | null
  /** Address of the merchant's logo. */
  brandImage: string | null
}

/**
 * `POST /v1/flow/report`: the whole session so far. What the page knows of its customer may be left out of it once the run is
 * opened, and then stays as the opening said it. The highest revision wins and a decision that stands is never undone,
 * so a report may be sent twice, late, or out of order. `session.aborted` says that the customer closed the flow.
 */
export type ReportRequest = ReportBody

/**
 * `POST /v1/flow/action`: asks the merchant's billing for something. The same action and body of a run are one request. An
 * answer of 402 is the billing's refusal: its text is the reason, for the customer to read.
 */
export type ActionRequest = ActionBody

export interface ActionAnswer {
  recorded: true
  /**
   * What the billing did. `unknown`: it is requested, and may not be done yet. Missing where nobody has carried it out: it
   * is tried again, or a person of the company does it.
   */
  state?: Extract<RequestState, "applied" | "scheduled" | "unknown">
  /** With `scheduled`: when it will happen. ISO 8601. */
  scheduledFor?: string
}

export interface ReportAnswer {
  sessionId: string
  /** The highest revision that the server has. */
  revision: number
}
