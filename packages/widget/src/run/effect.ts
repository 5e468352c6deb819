import type { FlowAction, SessionFacts } from "@holdfast/protocol"

/**
 * What has to happen before a decision stands. `name` tells the page's functions: `Pause` is `handlePause` and
 * `onPause`. `given` is what they get after the customer.
 */
export type Effect =
  | {
      name: "Cancel" | "Discount" | "Pause" | "TrialExtension" | "PlanChange" | "Rebate"
      given: unknown[]
      /** What the listener gets instead of `given`. */
      told?: unknown[]
      /** What Holdfast asks the merchant's billing for, without a handler. */
      action: FlowAction
      body: Record<string, unknown>
    }
  /** The customer is sent to another page, without a handler. Nobody is told, and nothing is asked of Holdfast. */
  | { name: "Redirect" | "SupportRequest" | "CustomOffer"; given: unknown[]; url: string | null }

/** The effect of a cancellation. The fourth argument of `handleCancel` is the follow-up's answer. */
export function cancelEffect(facts: SessionFacts): Effect {
  const { surveyChoiceValue, feedback, followupResponse, blueprintId } = facts
  return {
    name: "Cancel",
    given: [surveyChoiceValue, feedback, followupResponse],
    told: [surveyChoiceValue],
    action: "cancel",
    body: { cancelAtPeriodEnd: true, blueprintId },
  }
}
