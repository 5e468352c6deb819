import type { CustomerSnapshot, FlowAction, SessionFacts } from "@holdfast/protocol"
import type { FlowOptions } from "../options.ts"

/**
 * What has to happen for a decision to stand. `name` tells the page's functions: `Pause` is `handlePause` and
 * `onPause`. `given` is what they get after the customer.
 */
export type Undertaking =
  | {
      name: "Cancel" | "Discount" | "Pause" | "TrialExtension" | "PlanChange"
      given: unknown[]
      /** What the listener gets instead of `given`. */
      told?: unknown[]
      /** What Holdfast asks the merchant's billing for, without a handler. */
      action: FlowAction
      body: Record<string, unknown>
    }
  /** The customer is sent to another page, without a handler. Nobody is told, and nothing is asked of Holdfast. */
  | { name: "Redirect" | "SupportRequest"; given: unknown[]; url: string | null }

/** The customer as the page knows them, else as Holdfast does. */
export function customerFor(
  { customer, customerId }: FlowOptions,
  snapshot: CustomerSnapshot | null,
): object {
  return customer ?? { ...(customerId ? { id: customerId } : {}), ...snapshot }
}

/** A cancellation. The fourth argument of `handleCancel` is the follow-up's answer. */
export function toCancel(facts: SessionFacts): Undertaking {
  const { surveyChoiceValue, feedback, followupResponse, blueprintId } = facts
  return {
    name: "Cancel",
    given: [surveyChoiceValue, feedback, followupResponse],
    told: [surveyChoiceValue],
    action: "cancel",
    body: { cancelAtPeriodEnd: true, blueprintId },
  }
}
