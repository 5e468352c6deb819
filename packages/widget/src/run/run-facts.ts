import type { PresentedOffer, SessionFacts, StepViewed } from "@holdfast/protocol"
import { baseOf } from "../words/index.ts"
import { typedOption } from "./answers.ts"
import { pickedChoice } from "./flow-screens.ts"
import { endVisit, type RunState, type SeenOffer, type Visit } from "./run-state.ts"

/** The languages of a session. */
export interface SessionLanguages {
  /** The browser's. */
  detectedLang: string | null
  /** The one that the page asked for. */
  overriddenLang: string | null
  /** Of the buttons. */
  uiLang: string
  /** Of the flow's texts. */
  contentLang: string
  /** The one shown. */
  displayLang: string
}

/** Whether customers were shown the language that they, or the page for them, asked for. */
function languageFacts({ detectedLang, overriddenLang, ...shown }: SessionLanguages): SessionFacts {
  const { displayLang } = shown
  const wanted = overriddenLang ?? detectedLang
  const langMismatch = wanted !== null && baseOf(wanted) !== baseOf(displayLang)
  return {
    ...shown,
    lang: displayLang,
    langMismatch,
    ...(detectedLang !== null && { detectedLang }),
    ...(overriddenLang !== null && { overriddenLang }),
  }
}

/** How a report finds the run. `aborted`: closed without a decision. Null: the flow goes on. */
export type RunEnd = "aborted" | null

const iso = (ms: number) => new Date(ms).toISOString()

function stepViewed({ screen, start, end }: Visit): StepViewed {
  const seen: StepViewed = { stepType: screen.stepType, guid: screen.guid, start: iso(start) }
  if (screen.stepType === "SURVEY") seen.numChoices = screen.survey.choices.length
  return end === null ? seen : { ...seen, end: iso(end), duration: end - start }
}

function presentedOffer(seen: SeenOffer, { termsOf, answers, blueprintId }: RunState): PresentedOffer {
  const { guid, offerType } = seen.offer
  const accepted = seen.acceptedAt !== null
  const offer: PresentedOffer = { guid, offerType, accepted, presentedAt: iso(seen.presentedAt) }
  if (seen.acceptedAt !== null) offer.acceptedAt = iso(seen.acceptedAt)
  if (seen.declinedAt !== null) offer.declinedAt = iso(seen.declinedAt)
  return { ...offer, ...seen.raised, ...termsOf?.(seen.offer, answers, blueprintId).config }
}

/** The reason and its follow-up as the record spells them; nothing of it before a reason was picked. */
export function surveyFacts({ steps, answers, sent }: RunState): SessionFacts {
  const picked = pickedChoice(steps, answers)
  if (!picked) {
    const survey = steps.find(({ stepType }) => stepType === "SURVEY")
    return survey ? { surveyId: survey.guid } : {}
  }
  const { guid, value, followup } = picked.choice
  const facts: SessionFacts = {
    surveyId: picked.surveyGuid,
    surveyChoiceId: guid,
    surveyChoiceValue: value,
  }
  if (!followup) return facts
  const option = followup.options.find((each) => each.guid === answers.followupGuid)
  const isTyped = followup.options.length === 0 || answers.followupGuid === typedOption
  const response = option?.value ?? (isTyped ? sent.followupText : "")
  facts.followupQuestion = followup.question
  return response ? { ...facts, followupResponse: response } : facts
}

/**
 * The whole session so far, in the words of the wire contract, section 1. A decision, once made, is never reported
 * as aborted.
 * @param now epoch milliseconds; ends the current step when the customer is leaving
 */
export function factsOf(
  state: RunState,
  now: number,
  end: RunEnd,
  languages: SessionLanguages,
): SessionFacts {
  const { decision, decisionState, usedClickToCancel } = state
  const visits = end ? endVisit(state.visits, now) : state.visits
  const facts: SessionFacts = {
    embedVersion: "holdfast-widget",
    segmentId: state.segmentId,
    ...surveyFacts(state),
    canceled: decision?.kind === "canceled",
    usedClickToCancel,
    presentedOffers: state.offers.map((seen) => presentedOffer(seen, state)),
    stepsViewed: visits.map(stepViewed),
    ...languageFacts(languages),
  }
  if (state.blueprintId !== null) facts.blueprintId = state.blueprintId
  if (state.sent.feedback) facts.feedback = state.sent.feedback
  if (decision?.kind === "accepted") facts.acceptedOffer = decision.offer
  if (decisionState) facts.decisionState = decisionState
  if (state.handlers.length > 0) facts.customActionHandler = state.handlers.join(",")
  if (end === "aborted" && !decision) facts.aborted = true
  return facts
}
