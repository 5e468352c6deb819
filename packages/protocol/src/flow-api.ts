import type { Blueprint } from "./blueprint.ts"
import type { DirectCustomer, DirectSubscription } from "./schema/direct.ts"
import type { CustomerSnapshot, SessionFacts } from "./schema/session-facts.ts"

/**
 * Holdfast's own way in, spoken by the widget. Every body is self-sufficient: who, proof, and the whole
 * session so far. Sent as `text/plain` so that no pre-flight stands before a customer or before `pagehide`.
 */

/** Who runs the flow, and the proof. Either `token`, or `customerId` with `authHash`. */
export interface FlowCaller {
  /** App ID of the workspace. */
  app: string
  /** Holdfast's flow token: covers customer, subscription, mode and issue time. */
  token?: string
  customerId?: string
  /** HMAC-SHA256 of the customer id with the flow key, lower-case hex. */
  authHash?: string
  subscriptionId?: string
  /** `live` unless said otherwise. A token carries its own. */
  mode?: string
  customer?: DirectCustomer
  subscriptions?: DirectSubscription[]
  customerAttributes?: Record<string, string | number | boolean | null>
}

/** One run of the flow. The browser makes `run` (a UUID) so that a repeated request means the same session. */
export interface FlowRun {
  run: string
  /** The browser's clock, epoch milliseconds: only the distance to `sentAt` is used. */
  startedAt: number
  sentAt: number
}

/** `POST /v1/flow/open`: opens the session (In progress) and answers the flow that this customer is to see. */
export interface OpenFlowRequest extends FlowCaller, FlowRun {
  /** Language of the browser, as `navigator.language`. */
  detectedLang?: string
  /** Language that the page asks for; the browser's otherwise. */
  lang?: string
  /** False: answer the flow and record nothing (the embed's `report: false` and `preview: true`). */
  report?: boolean
}

export interface OpenedFlow extends PresentedFlow {
  /** null where the request asked for nothing to be recorded. */
  sessionId: string | null
  customer: CustomerSnapshot
}

/** A blueprint made ready for one customer: the widget only has to draw it. */
export interface PresentedFlow {
  /** Merge fields filled, shuffled reasons in this run's order. */
  blueprint: Blueprint
  /** Language of `words`: `en`, `fr`, `de` or `sp`. */
  uiLang: string
  /** What the widget says around the flow's own texts, by key. */
  words: Record<string, string>
  /** CSS custom properties that follow from the merchant's colour and can be read, for each colour scheme. */
  look: { light: Record<string, string>; dark: Record<string, string> }
}

/**
 * `POST /v1/flow/report`: the whole session so far. The highest revision wins and a decision is never undone,
 * so a report may be sent twice, late, or out of order. `session.aborted` says that the customer closed the flow.
 */
export interface ReportRequest extends FlowCaller, FlowRun {
  /** Rises with every report of a run, from 1. */
  revision: number
  session: SessionFacts
}

export interface ReportAnswer {
  sessionId: string
  /** The highest revision that the server has. */
  revision: number
}

/** `POST /v1/flow/action`: asks the merchant's billing for something, where the page has no handler of its own. */
export interface ActionRequest extends FlowCaller {
  run: string
  action: FlowAction
  /** The wire's body of that action: `{coupon}`, `{duration, interval}`, `{planId}`, `{days}`, … */
  body: Record<string, unknown>
}

export const flowActions = ["discount", "pause", "cancel", "change-plan", "extend-trial", "rebate"] as const
export type FlowAction = (typeof flowActions)[number]
