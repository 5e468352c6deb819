import type { FlowAction, Mode } from "@holdfast/protocol"
import type { Rebate } from "@holdfast/protocol/flow"
import type { BillingAct } from "@holdfast/protocol/schema"

/** What a customer asked of the company's billing, as its provider hears of it. */
export interface BillingRequest {
  /** The provider's idempotency key: a request has the same one however often it is sent. */
  id: string
  mode: Mode
  customerId: string
  subscriptionId: string | null
  act: BillingAct
  requestedAt: Date
  /** The carrier that it was sent to; null or left out where it was sent to none yet, or before carriers had names. */
  sentTo?: string | null
  /** What the flow says of it beside the act; read when it is sent. */
  flow?: FlowTerms
}

/** What a customer saw and said in the flow, as far as billing needs it. */
export interface FlowTerms {
  /** Whether the flow offers what is asked. A cancellation needs no offer. */
  isOffered: boolean
  /** Why the customer cancels; null where nothing was chosen or written. */
  reason: CancellationReason | null
  /** The rule of the rebate that was taken; null for any other act, and where the flow has no such offer. */
  rebate: Rebate | null
}

export interface CancellationReason {
  /** The choice of the survey. */
  choice: string | null
  /** The answer to its follow-up question. */
  followup: string | null
  feedback: string | null
}

/** What became of a request, as its provider says. */
export type RequestOutcome =
  | { kind: "applied" }
  /** It is planned for a day, such as the end of the period. */
  | { kind: "scheduled"; at: Date }
  /** The reason is told to the customer. */
  | { kind: "refused"; reason: string }
  | { kind: "unknown" }

/** What a provider answers. */
export type ProviderAnswer =
  | RequestOutcome
  /** It was certainly not done, and a later try may do it. The reason is for the people of the company. */
  | { kind: "failed"; reason: string }

/** The billing system of a workspace in one mode: it carries out what customers ask for. */
export interface BillingProvider {
  /** What it can carry out. A cancellation that it cannot is work for a person, anything else is refused. */
  capabilities(): ReadonlySet<FlowAction>
  /** Where it is several in one: the name of the one who carries an action out. It is written down with the request. */
  carrierOf?(action: FlowAction): string | null
  /**
   * Carries a request out. A refusal is an answer. An error means that nobody knows whether it was done. One that failed
   * is sent again later, under the same id.
   * @param signal aborted when the time is over and nobody waits for the answer
   */
  carryOut(request: BillingRequest, signal: AbortSignal): Promise<ProviderAnswer>
  /** What became of a request that was sent earlier; failed where it was never done. Changes nothing at the provider. */
  outcomeOf(request: BillingRequest, signal: AbortSignal): Promise<ProviderAnswer>
}
