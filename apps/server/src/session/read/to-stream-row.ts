import {
  type AcceptedOffer,
  outcomeLabel,
  primaryFlowName,
  type Region,
  type SessionFacts,
} from "@holdfast/protocol"
import type { StreamLanguage, StreamRecording, StreamRow } from "@holdfast/protocol/dashboard"
import { baseLanguage } from "@holdfast/protocol/flow"
import { recordingStateOf } from "../recording-state.ts"
import type { StreamedSession } from "./list-sessions.ts"
import { storedOutcome } from "./stored-outcome.ts"

/** A row of the Activity Stream. */
export function toStreamRow(row: StreamedSession): StreamRow {
  // what it reads of them is in no column of its own
  const facts: SessionFacts = row.detail
  const accepted: AcceptedOffer | null = facts.acceptedOffer ?? null
  const outcome = storedOutcome(row.outcome, row.save_type, accepted?.customOfferType ?? null)
  return {
    id: row.id,
    mode: row.mode,
    createdAt: row.created_at.toISOString(),
    customer: { id: row.customer_id, email: row.customer_email },
    flow: {
      name: row.segment_name ?? primaryFlowName,
      segmentId: row.segment_id,
      blueprintId: row.blueprint_id,
    },
    outcome,
    outcomeLabel: outcomeLabel(outcome),
    isAsked: row.decision_state === "asked",
    price:
      row.plan_price === null
        ? null
        : { amountMinor: row.plan_price, currency: (row.currency ?? "usd").toUpperCase() },
    billing: row.billing_interval && {
      interval: row.billing_interval,
      count: row.billing_interval_count ?? 1,
    },
    onTrial: row.on_trial === true,
    surveyChoice: row.survey_choice_value,
    followUp: row.followup_response
      ? { question: row.followup_question, response: row.followup_response }
      : null,
    feedback: row.feedback || null,
    bouncedBy: bouncedBy(row),
    subscribedSince: row.subscription_start?.toISOString() ?? null,
    language: language(facts),
    isVerified: row.verified,
    overrides: row.custom_action_handler?.split(",").filter(Boolean) ?? [],
    clickToCancel: row.used_click_to_cancel ? clickToCancel(facts.region ?? null) : null,
    recording: recording(row, facts),
  }
}

function bouncedBy(row: StreamedSession): StreamRow["bouncedBy"] {
  if (!row.winner_id || !row.winner_created_at || !row.winner_outcome) return null
  const outcome = storedOutcome(row.winner_outcome, row.winner_save_type, row.winner_custom_offer)
  return {
    id: row.winner_id,
    createdAt: row.winner_created_at.toISOString(),
    outcomeLabel: outcomeLabel(outcome),
  }
}

/**
 * Only who imports sessions says where a recording of another system is. An address that a customer's browser reported may
 * lead anywhere, and is named to nobody as the way to a recording.
 */
function recording(row: StreamedSession, facts: SessionFacts): StreamRecording {
  const state = recordingStateOf(row)
  if (state === "elsewhere") return facts.recording ? { url: facts.recording } : { url: null, reason: "none" }
  if (state !== null && (row.recording_state !== null || !facts.recording))
    return { url: null, reason: state }
  return { url: null, reason: facts.recording ? "unproven" : "none" }
}

/** The flow's own language needs no badge; any other says how its texts came to be. */
function language(facts: SessionFacts): StreamLanguage | null {
  const shown = facts.displayLang ?? facts.lang
  if (!shown) return null
  const detected = facts.overriddenLang ?? facts.detectedLang ?? null
  if (facts.translationType) {
    const translation = facts.translationType === "ai" ? "automatic" : "manual"
    const { untranslatedTexts: untranslated } = facts
    return { shown, detected, translation, ...(untranslated && { untranslated }) }
  }
  // a page can ask for buttons in a language that the texts are not in
  const texts = facts.contentLang ?? shown
  const isLeft = facts.langMismatch || baseLanguage(texts) !== baseLanguage(shown)
  return isLeft
    ? { shown: texts, detected, translation: "unavailable" }
    : { shown, detected, translation: "default" }
}

const clickToCancel = (region: Region | null): StreamRow["clickToCancel"] => ({
  region: region?.matchedRegion ?? null,
  isMaximal: region?.strictFTCCompliance === true,
})
