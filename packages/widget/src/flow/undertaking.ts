import type { CustomerSnapshot, FlowAction, SessionFacts } from "@holdfast/protocol"
import type { HandlerName, ListenerName } from "../callbacks.ts"
import type { FlowOptions } from "../options.ts"

/** What has to happen for a decision to stand, and whom the page wants told. */
export interface Undertaking {
  handler: HandlerName
  handlerArgs: unknown[]
  listener: ListenerName | null
  listenerArgs: unknown[]
  /** What Holdfast asks the merchant's billing for, without a handler. */
  action: { action: FlowAction; body: Record<string, unknown> } | null
  /** Where the customer is sent, without a handler. */
  goTo: { url: string; inNewTab: boolean } | null
}

/** The customer as the page knows them, else as Holdfast does. */
export function customerFor(options: FlowOptions, snapshot: CustomerSnapshot | null): object {
  if (options.customer) return options.customer
  return { ...(options.customerId ? { id: options.customerId } : {}), ...snapshot }
}

/** A cancellation. The fourth argument of `handleCancel` is the follow-up's answer. */
export function toCancel(customer: object, facts: SessionFacts): Undertaking {
  const { surveyChoiceValue, feedback, followupResponse, blueprintId } = facts
  return {
    handler: "handleCancel",
    handlerArgs: [customer, surveyChoiceValue, feedback, followupResponse],
    listener: "onCancel",
    listenerArgs: [customer, surveyChoiceValue],
    action: { action: "cancel", body: { cancelAtPeriodEnd: true, blueprintId } },
    goTo: null,
  }
}
