import type { SessionFacts, StepViewed } from "@holdfast/protocol"
import type { EvidenceStep } from "@holdfast/protocol/dashboard"
import {
  type BlueprintContent,
  type BlueprintStep,
  inLanguage,
  type Offer,
  offerLine,
  shownOffers,
  termsInBlueprint,
} from "@holdfast/protocol/flow"
import { isKept } from "../../flow/present/merge-fields.ts"
import { filled } from "../../flow/present/present-flow.ts"
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
export function evidenceSteps({ facts, content: own, words, run }: Shown): EvidenceStep[] {
  const content = own && asRead(own, facts)
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
  notePresses(facts, { own, content }, lastOf)
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

/** The texts in the language that the customer read, with what they read of themselves as far as the session keeps it. */
function asRead(content: BlueprintContent, { contentLang, customer }: SessionFacts): BlueprintContent {
  const { steps } = contentLang ? inLanguage(content, contentLang) : content
  return { ...content, steps: customer ? filled(steps, { snapshot: customer }, isKept) : steps }
}

/** What they picked is recorded in the flow's own language; what they read in its place stands on the screen. */
function picksAsRead(facts: SessionFacts, { own, content }: Contents) {
  const { surveyChoiceId, surveyChoiceValue, followupResponse } = facts
  const choiceIn = (all: BlueprintContent | null) =>
    all?.steps
      .flatMap((step) => (step.stepType === "SURVEY" ? step.survey.choices : []))
      .find(({ guid }) => guid === surveyChoiceId)
  const read = choiceIn(content)
  const option = choiceIn(own)?.followup?.options.findIndex(({ value }) => value === followupResponse) ?? -1
  return {
    choice: surveyChoiceValue && (read?.value ?? surveyChoiceValue),
    answer: followupResponse && (read?.followup?.options[option]?.value ?? followupResponse),
  }
}

interface Contents {
  own: BlueprintContent | null
  /** As the customer read it. */
  content: BlueprintContent | null
}

function notePresses(
  facts: SessionFacts,
  { own, content }: Contents,
  lastOf: (guid: string | null | undefined) => EvidenceStep | undefined,
): void {
  const { surveyId, feedback } = facts
  const survey = lastOf(surveyId)
  const { choice, answer } = picksAsRead(facts, { own, content })
  if (choice) survey?.pressed.push({ what: "chose", text: choice, at: null })
  if (answer) survey?.pressed.push({ what: "answered", text: answer, at: null })
  const offerSteps = content ? [...content.steps, ...raisedSteps(content)] : []
  for (const { guid, ending, endedAt, raisedBy } of shownOffers(facts, content)) {
    if (ending === "left") continue
    const known = offerSteps.find((each) => each.stepType === "OFFER" && each.offer.guid === guid)?.guid
    const step = known ?? (raisedBy ? `${surveyId}:offer:${raisedBy.guid}` : undefined)
    lastOf(step)?.pressed.push({ what: ending, text: null, at: endedAt })
  }
  const freeform = content?.steps.find(({ stepType }) => stepType === "FREEFORM")
  if (feedback) lastOf(freeform?.guid)?.pressed.push({ what: "wrote", text: feedback, at: null })
}

/** A step of the version, or an offer that an answer raised. */
const findStep = (content: BlueprintContent, { guid, stepType }: StepViewed): BlueprintStep | undefined =>
  [...content.steps, ...raisedSteps(content)].find((step) => step.guid === guid && step.stepType === stepType)

/** The offers of reasons and of their follow-ups' options: the guid of such a step is made of the survey's and of theirs. */
const raisedSteps = ({ steps }: BlueprintContent): BlueprintStep[] =>
  steps.flatMap((step) => {
    if (step.stepType !== "SURVEY") return []
    const raising = step.survey.choices.flatMap((choice) => [...(choice.followup?.options ?? []), choice])
    return raising.flatMap(({ guid, offer }): BlueprintStep[] =>
      offer
        ? [{ stepType: "OFFER", guid: `${step.guid}:offer:${guid}`, header: "", description: "", offer }]
        : [],
    )
  })

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
    case "REBATE":
      return words.acceptRebate
    case "REDIRECT":
    case "CUSTOM":
      return words.next
  }
}

const builtInTexts = (words: Words): Text[] => [
  heading(words.confirmTitle),
  lead(words.confirmBody),
  button(words.cancelSubscription),
  button(words.keepSubscription),
]
