import type { BlueprintStep, FollowUp, Offer, SurveyChoice } from "@holdfast/protocol/flow"

/** The parts that flows of ours are put together from. Every guid is stable across versions. */

/** @param name says what the choice means, in every flow and language */
export const choiceGuid = (name: string) => `choice-${name}`

export const choice = (name: string, value: string, rest: Partial<SurveyChoice> = {}): SurveyChoice => ({
  guid: choiceGuid(name),
  value,
  followup: null,
  offer: null,
  ...rest,
})

/** @param freeformLabel label of the typed answer; null when only the options may be picked */
export const followUp = (
  name: string,
  question: string,
  options: string[],
  freeformLabel: string | null,
): FollowUp => ({
  question,
  options: options.map((value, i) => ({ guid: `followup-${name}-${i + 1}`, value })),
  freeformLabel,
  required: false,
})

export const survey = (header: string, choices: SurveyChoice[], randomize = false): BlueprintStep => ({
  guid: "step-survey",
  stepType: "SURVEY",
  header,
  description: "Your answer helps us, and it does not stand in the way of cancelling.",
  survey: { choices, randomize },
})

export const offerStep = (offer: Offer): BlueprintStep => ({
  guid: `step-${offer.guid}`,
  stepType: "OFFER",
  header: offer.copy.header,
  description: offer.copy.description,
  offer,
})

export const freeform = (header: string): BlueprintStep => ({
  guid: "step-feedback",
  stepType: "FREEFORM",
  header,
  description: "We read every answer. You can leave this empty.",
  freeform: { placeholder: "What could have been better?", required: false, minLength: 0 },
})

export const confirm = (): BlueprintStep => ({
  guid: "step-confirm",
  stepType: "CONFIRM",
  header: "Cancel your subscription",
  description:
    "You keep access until the end of the period you have paid for. You can come back at any time.",
  confirm: { acknowledgement: false, acknowledgementText: "" },
})

export const pauseOffer = (months: number): Offer => ({
  guid: "offer-pause",
  offerType: "PAUSE",
  maxPauseLength: months,
  pauseInterval: "MONTH",
  copy: {
    header: "Take a break instead?",
    description: `Pause for up to ${months} months. You pay nothing while paused, and everything is here when you are back.`,
    cta: "Pause my subscription",
    declineCta: "No thanks, continue",
  },
})
