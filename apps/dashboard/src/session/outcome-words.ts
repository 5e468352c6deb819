import type { DecisionState } from "@holdfast/protocol"
import type { OutcomeReason } from "@holdfast/protocol/flow"
import { offerPhrase } from "@holdfast/protocol/flow"
import { dayAndTime } from "../time/exact-time.ts"

const when = (at: string | null) => (at === null ? "" : ` on ${dayAndTime(new Date(at))}`)

/**
 * Why a session ended as it did, a sentence each.
 * @param decisionState how far the customer's decision is; null where nothing is open about it
 */
export function outcomeSentences(
  reason: OutcomeReason,
  decisionState: DecisionState | null = null,
): string[] {
  const isAsked = decisionState === "asked"
  const ending = endingSentences(reason, isAsked)
  if (isAsked) {
    ending.push(
      "That is asked, and not confirmed: nobody has answered yet, neither the page nor the billing. It counts as decided unless it is refused.",
    )
  }
  if (decisionState === "refused") ending.push("What the customer had asked for before was refused.")
  return ending
}

function endingSentences(reason: OutcomeReason, isAsked: boolean): string[] {
  switch (reason.kind) {
    case "open":
      return [
        `The flow is still open; it was last heard from on ${dayAndTime(new Date(reason.lastHeardAt))}.`,
        "After 30 minutes of silence without a decision it counts as abandoned.",
      ]
    case "canceled": {
      const how = reason.withCancelNow ? " with the Cancel Now button" : ""
      const what = isAsked ? "The customer asked to cancel" : "The subscription was cancelled in the flow"
      const cancelled = `${what}${how}${when(reason.at)}.`
      if (!reason.despite) return [cancelled]
      return [
        cancelled,
        `Cancelled although an offer was accepted (${offerPhrase(reason.despite)}): a cancellation wins.`,
      ]
    }
    case "accepted": {
      const what = reason.terms ? offerPhrase(reason.terms) : "an offer"
      return [`The customer ${isAsked ? "asked for" : "accepted"} ${what}${when(reason.at)}.`]
    }
    case "closed":
      return [`The customer closed the flow${when(reason.at)} without a decision.`]
    case "silent":
      return [
        `Nothing was heard from the flow for 30 minutes after ${dayAndTime(new Date(reason.since))}, and no decision had been made.`,
      ]
    case "undecided":
      return ["The session ended without a decision."]
  }
}
