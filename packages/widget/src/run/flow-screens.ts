import type { BlueprintStep, Offer, SurveyChoice } from "@holdfast/protocol/flow"
import { isKnownOffer } from "../words/offer-word.ts"
import type { Answers } from "./answers.ts"

/** A flow as a run plays it: one published version, or the built-in one without an id. */
export interface RunFlow {
  id: string | null
  segmentId: string | null
  steps: readonly BlueprintStep[]
}

/** What the customer stands before: a step of the blueprint, or the offer that their survey choice raised. */
export type Screen = BlueprintStep & { surveyOffer?: boolean }

export type ScreenOf<T extends Screen["stepType"]> = Extract<Screen, { stepType: T }>

const closingStep: ScreenOf<"CONFIRM"> = {
  stepType: "CONFIRM",
  guid: "confirm",
  header: "",
  description: "",
  confirm: { acknowledgement: false, acknowledgementText: "" },
}

/** The flow of last resort: shown when Holdfast cannot be reached, so that a customer can always cancel. */
export const minimalFlow: RunFlow = { id: null, segmentId: null, steps: [closingStep] }

const knownSteps = ["SURVEY", "OFFER", "FREEFORM", "CONFIRM"]

/**
 * The steps of a blueprint that this version of the widget can show, ending in a confirm step: a flow that
 * was published without one must not leave the customer at a dead end.
 */
export function playableSteps(steps: readonly BlueprintStep[]): BlueprintStep[] {
  const known = steps.filter((step) => knownSteps.includes(step.stepType))
  const confirmAt = known.findIndex((step) => step.stepType === "CONFIRM")
  return confirmAt < 0 ? [...known, closingStep] : known.slice(0, confirmAt + 1)
}

/** The reason that the customer picked, with the survey it belongs to. */
export function pickedChoice(
  steps: readonly BlueprintStep[],
  answers: Answers,
): { surveyGuid: string; choice: SurveyChoice } | null {
  for (const step of steps) {
    if (step.stepType !== "SURVEY") continue
    const choice = step.survey.choices.find(({ guid }) => guid === answers.choiceGuid)
    if (choice) return { surveyGuid: step.guid, choice }
  }
  return null
}

/** A contact offer may have neither a page nor a handler behind it. */
const cannotShow = (offer: Offer, answers: Answers) =>
  !isKnownOffer(offer.offerType) || (offer.offerType === "CONTACT" && !offer.url && !answers.canContact)

/**
 * The screens of this run in order. A choice's own offer comes right after its survey; its guid is made the
 * way the client SDKs make theirs, so that a step can be recognised across clients.
 */
export function screensOf(steps: readonly BlueprintStep[], answers: Answers): Screen[] {
  const picked = pickedChoice(steps, answers)
  return steps.flatMap((step): Screen[] => {
    if (step.stepType === "OFFER" && cannotShow(step.offer, answers)) return []
    const offer = picked?.surveyGuid === step.guid ? picked.choice.offer : null
    if (!picked || !offer || cannotShow(offer, answers)) return [step]
    const guid = `${step.guid}:offer:${picked.choice.guid}`
    return [step, { stepType: "OFFER", guid, header: "", description: "", offer, surveyOffer: true }]
  })
}
