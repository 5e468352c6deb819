import type { PresentedOffer } from "@holdfast/protocol"
import type { BlueprintStep, SurveyChoice } from "@holdfast/protocol/flow"
import type { Answers } from "./answers.ts"
import type { termsOf } from "./offer-terms.ts"

/** A flow as a run plays it: one published version, or the built-in one without an id. */
export interface RunFlow {
  id: string | null
  segmentId: string | null
  steps: readonly BlueprintStep[]
  /** Comes with the script that draws the offers; the built-in flow has none. */
  termsOf?: typeof termsOf
}

/** What raised an offer, as `presentedOffers` spells it. */
export type Raised = Pick<PresentedOffer, "surveyOffer" | "surveyChoiceId" | "followupOptionId">

/** What the customer stands before: a step of the blueprint, or the offer that their answer to the survey raised. */
export type Screen = BlueprintStep & { raised?: Raised }

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

/**
 * The screens of this run in order. The offer of the picked option of a follow-up, or else of the choice, comes right after
 * the survey; its guid is made the way the client SDKs make theirs, so that a step can be recognised across clients.
 */
export function screensOf(steps: readonly BlueprintStep[], answers: Answers): Screen[] {
  const picked = pickedChoice(steps, answers)
  return steps.flatMap((step): Screen[] => {
    if (picked?.surveyGuid !== step.guid) return [step]
    const { choice } = picked
    const option = choice.followup?.options.find(({ guid, offer }) => offer && guid === answers.followupGuid)
    const offer = option?.offer ?? choice.offer
    if (!offer) return [step]
    const raised: Raised = { surveyOffer: true, surveyChoiceId: choice.guid }
    if (option) raised.followupOptionId = option.guid
    const guid = `${step.guid}:offer:${(option ?? choice).guid}`
    return [step, { stepType: "OFFER", guid, header: "", description: "", offer, raised }]
  })
}
