import type { SessionFacts } from "@holdfast/protocol"
import { type FlowOptions, modeIn } from "../options.ts"

/** What `onClose` and `onGoToAccount` are given: the webhook's session with the two booleans (contract 5.3). */
export function sessionResultsOf(facts: SessionFacts, options: FlowOptions) {
  const { acceptedOffer, canceled = false, aborted = false, decisionState, usedClickToCancel } = facts
  const saved = acceptedOffer?.offerType?.toLowerCase() ?? null
  return {
    result: canceled ? "cancel" : (saved ?? "abort"),
    mode: modeIn(options),
    canceled,
    aborted,
    decisionState,
    surveyResponse: facts.surveyChoiceValue,
    followupQuestion: facts.followupQuestion,
    followupResponse: facts.followupResponse,
    feedback: facts.feedback,
    usedClickToCancel,
    acceptedOffer: acceptedOffer ?? undefined,
    presentedOffers: facts.presentedOffers,
  }
}
