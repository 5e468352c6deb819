import type { FlowAction, Mode } from "@holdfast/protocol"
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
}

/** What became of a request, as its provider says. */
export type RequestOutcome =
  | { kind: "applied" }
  /** It is planned for a day, such as the end of the period. */
  | { kind: "scheduled"; at: Date }
  /** The reason is told to the customer. */
  | { kind: "refused"; reason: string }
  | { kind: "unknown" }

/** The billing system of a workspace in one mode: it carries out what customers ask for. */
export interface BillingProvider {
  /** What it can carry out. A request for anything else stays asked. */
  capabilities(): ReadonlySet<FlowAction>
  /**
   * Carries a request out. A refusal is an answer. An error means that nobody knows whether it was done.
   * @param signal aborted when the time is over and nobody waits for the answer
   */
  carryOut(request: BillingRequest, signal: AbortSignal): Promise<RequestOutcome>
  /** What became of a request that was sent earlier. Changes nothing at the provider. */
  outcomeOf(request: BillingRequest, signal: AbortSignal): Promise<RequestOutcome>
}

const unknown = async (): Promise<RequestOutcome> => ({ kind: "unknown" })

/** The company carries requests out by itself. Holdfast records what was asked, and cannot say that it was done. */
export const merchantsOwnCallbacks: BillingProvider = {
  capabilities: () => new Set(),
  carryOut: unknown,
  outcomeOf: unknown,
}
