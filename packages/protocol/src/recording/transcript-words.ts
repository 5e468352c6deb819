import type { BlueprintContent, BlueprintStep, Offer, SurveyChoice } from "../flow/blueprint.ts"
import { type KnownTerms, termsInBlueprint } from "../flow/offer-terms.ts"
import { offerPhrase } from "../flow/offer-words.ts"
import { readableText } from "../readable-text.ts"
import { shorten } from "../shorten.ts"
import type { StepType } from "../words.ts"
import type { loggedDecisions } from "./move.ts"

/** What the guids of a log name. */
export interface Parts {
  steps: ReadonlyMap<string, BlueprintStep>
  choices: ReadonlyMap<string, SurveyChoice>
  /** By the guid of the screen that shows it. */
  offers: ReadonlyMap<string, Offer>
}

export function partsOf({ steps }: BlueprintContent): Parts {
  const choices = steps.flatMap((step) => (step.stepType === "SURVEY" ? step.survey.choices : []))
  const offers = new Map<string, Offer>()
  for (const step of steps) {
    if (step.stepType === "OFFER") offers.set(step.guid, step.offer)
    if (step.stepType !== "SURVEY") continue
    for (const { guid, offer, followup } of step.survey.choices)
      for (const part of [{ guid, offer }, ...(followup?.options ?? [])])
        if (part.offer) offers.set(`${step.guid}:offer:${part.guid}`, part.offer)
  }
  return {
    steps: new Map(steps.map((step) => [step.guid, step])),
    choices: new Map(choices.map((choice) => [choice.guid, choice])),
    offers,
  }
}

export const stepNames: Readonly<Record<StepType, string>> = {
  SURVEY: "the survey",
  OFFER: "an offer",
  FREEFORM: "the question for feedback",
  CONFIRM: "the confirmation",
  CUSTOM: "a step of your own",
}

export function decisionWords(decision: (typeof loggedDecisions)[number], offer: Offer | null): string {
  switch (decision) {
    case "none":
      return "The decision was refused"
    case "canceled":
      return "Pressed the button that cancels"
    case "canceledNow":
      return "Pressed Cancel now"
    case "accepted":
      return offer ? takenWords(termsInBlueprint(offer)) : "Took the offer"
  }
}

export const takenWords = (terms: KnownTerms) => `Took ${offerPhrase(terms)}`

/** User text, readable and short. */
export const quoted = (text: string): string => `“${shorten(readableText(text) ?? "", 200)}”`

export const named = (title: string | null): string => {
  const text = readableText(title)
  return text ? ` ${quoted(text)}` : ""
}
