import type { SessionFacts, StepViewed } from "@holdfast/protocol"
import type { EvidenceStep } from "@holdfast/protocol/dashboard"
import {
  type BlueprintContent,
  type BlueprintStep,
  type Offer,
  offerLine,
  shownOffers,
  termsInBlueprint,
} from "@holdfast/protocol/flow"
import { shuffled } from "../../flow/present/shuffle.ts"
import type { Words } from "../../flow/present/words/en.ts"

type Text = EvidenceStep["texts"][number]
type Press = EvidenceStep["pressed"][number]

export interface Shown {
  facts: SessionFacts
  /** The version that was shown, where it is known. */
  content: BlueprintContent | null
  /** What the widget says around it, in the language of its buttons. */
  words: Words
  /** Decides the order of shuffled reasons; null where nobody knows it. */
  run: string | null
}

/** What the customer saw, step by step, and what they pressed there. */
export function evidenceSteps({ facts, content, words, run }: Shown): EvidenceStep[] {
  const viewed = facts.stepsViewed ?? []
  const cancelNow: Text[] =
    facts.clickToCancelEnabled === true ? [{ part: "cancel-now", text: words.cancelNow }] : []
  const steps = viewed.map((step) => {
    const known = content && findStep(content, step)
    // the built-in step is shown without the script that draws Cancel now
    const texts = known
      ? [...textsOf(known, words, run), ...cancelNow]
      : step.stepType === "CONFIRM" && step.guid === "confirm"
        ? builtInTexts(words)
        : []
    return {
      stepType: step.stepType ?? null,
      guid: step.guid ?? null,
      shownAt: step.start ?? null,
      leftAt: step.end ?? null,
      texts: texts.filter(({ text }) => text.trim() !== ""),
      pressed: [] as Press[],
    }
  })
  const lastOf = (guid: string | null | undefined) => steps.findLast((step) => step.guid === guid)
  notePresses(facts, content, lastOf)
  if (facts.canceled === true) {
    const last = steps.at(-1)
    const isAtOnce = facts.usedClickToCancel === true
    last?.pressed.push({
      what: isAtOnce ? "cancelled-at-once" : "cancelled",
      text: isAtOnce ? words.cancelNow : words.cancelSubscription,
      at: last.leftAt,
    })
  }
  return steps
}

function notePresses(
  facts: SessionFacts,
  content: BlueprintContent | null,
  lastOf: (guid: string | null | undefined) => EvidenceStep | undefined,
): void {
  const { surveyId, surveyChoiceId, surveyChoiceValue, followupResponse, feedback } = facts
  const survey = lastOf(surveyId)
  if (surveyChoiceValue) survey?.pressed.push({ what: "chose", text: surveyChoiceValue, at: null })
  if (followupResponse) survey?.pressed.push({ what: "answered", text: followupResponse, at: null })
  for (const { guid, ending, endedAt, isSurveyOffer } of shownOffers(facts, content)) {
    if (ending === "left") continue
    const step = isSurveyOffer
      ? `${surveyId}:offer:${surveyChoiceId}`
      : content?.steps.find((each) => each.stepType === "OFFER" && each.offer.guid === guid)?.guid
    lastOf(step)?.pressed.push({ what: ending, text: null, at: endedAt })
  }
  const freeform = content?.steps.find(({ stepType }) => stepType === "FREEFORM")
  if (feedback) lastOf(freeform?.guid)?.pressed.push({ what: "wrote", text: feedback, at: null })
}

/** A step of the version, or the offer that a reason raised: its guid is made of the survey's and the reason's. */
function findStep(content: BlueprintContent, { guid, stepType }: StepViewed): BlueprintStep | null {
  for (const step of content.steps) {
    if (step.guid === guid && step.stepType === stepType) return step
    if (step.stepType !== "SURVEY") continue
    const choice = step.survey.choices.find((each) => `${step.guid}:offer:${each.guid}` === guid)
    if (choice?.offer) {
      return { stepType: "OFFER", guid: guid ?? "", header: "", description: "", offer: choice.offer }
    }
  }
  return null
}

const heading = (text: string): Text => ({ part: "heading", text })
const lead = (text: string): Text => ({ part: "text", text })
const button = (text: string): Text => ({ part: "button", text })

/** As the widget draws it, from the top down. */
function textsOf(step: BlueprintStep, words: Words, run: string | null): Text[] {
  const { header, description } = step
  switch (step.stepType) {
    case "SURVEY": {
      const { choices, randomize } = step.survey
      const inOrder = randomize && run !== null ? shuffled(choices, run) : choices
      return [
        heading(header || words.surveyTitle),
        lead(description),
        ...inOrder.map(({ value }): Text => ({ part: "choice", text: value })),
        button(words.next),
      ]
    }
    case "OFFER":
      return offerTexts(step.offer, step, words)
    case "FREEFORM":
      return [
        heading(header || words.feedbackTitle),
        lead(description || words.weReadEveryAnswer),
        { part: "field", text: step.freeform.placeholder },
        button(words.next),
      ]
    case "CONFIRM": {
      const { acknowledgement, acknowledgementText } = step.confirm
      return [
        heading(header || words.confirmTitle),
        lead(description || words.confirmBody),
        { part: "choice", text: acknowledgement ? acknowledgementText || words.acknowledge : "" },
        button(words.cancelSubscription),
        button(words.keepSubscription),
      ]
    }
  }
}

function offerTexts(offer: Offer, { header, description }: BlueprintStep, words: Words): Text[] {
  const { copy } = offer
  const label = "label" in offer ? offer.label : ""
  return [
    heading(copy.header || header),
    lead(copy.description || description),
    { part: "terms", text: offerLine(termsInBlueprint(offer)) },
    button(copy.cta || label || takeWord(offer, words)),
    button(copy.declineCta || words.declineOffer),
  ]
}

function takeWord({ offerType }: Offer, words: Words): string {
  switch (offerType) {
    case "DISCOUNT":
      return words.acceptDiscount
    case "PAUSE":
      return words.acceptPause
    case "PLAN_CHANGE":
      return words.acceptPlan
    case "TRIAL_EXTENSION":
      return words.acceptTrial
    case "CONTACT":
      return words.acceptContact
    case "REDIRECT":
      return words.next
  }
}

const builtInTexts = (words: Words): Text[] => [
  heading(words.confirmTitle),
  lead(words.confirmBody),
  button(words.cancelSubscription),
  button(words.keepSubscription),
]
