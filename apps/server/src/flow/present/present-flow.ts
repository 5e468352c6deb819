import type { CustomerSnapshot } from "@holdfast/protocol"
import type { Blueprint, BlueprintStep, Offer, PresentedFlow, SurveyChoice } from "@holdfast/protocol/flow"
import { fillMergeFields, type MergeSource } from "./merge-fields.ts"
import { shuffled } from "./shuffle.ts"
import { themeOf } from "./theme.ts"
import { chooseWords } from "./words/choose-words.ts"

export interface Presentation extends MergeSource {
  snapshot: CustomerSnapshot
  /** Decides the order of shuffled reasons; the same run sees the same order. */
  run: string
  /** The language that the page asks for; the words around the flow are else in the language of its texts. */
  lang: string | null
}

/**
 * A blueprint as the widget shows it to one customer: merge fields filled, reasons in this run's order, the words
 * around it in their language, and colours that follow from the merchant's and can be read. Done here so that the
 * script on the merchant's pages stays small.
 */
export function presentFlow(blueprint: Blueprint, presentation: Presentation): PresentedFlow {
  const fill = (text: string) => fillMergeFields(text, presentation)
  const { turnedOff: _, ...shown } = blueprint.content
  const { branding, language } = shown
  const steps = blueprint.content.steps.map((step) => presentStep(step, fill, presentation.run))
  return {
    blueprint: { ...blueprint, content: { ...shown, steps } },
    ...chooseWords(presentation.lang ?? language),
    look: { light: themeOf(branding.primaryColor, false), dark: themeOf(branding.primaryColor, true) },
  }
}

type Fill = (text: string) => string

function presentStep(step: BlueprintStep, fill: Fill, run: string): BlueprintStep {
  const header = fill(step.header)
  const description = fill(step.description)
  switch (step.stepType) {
    case "SURVEY": {
      const { choices, randomize } = step.survey
      const filled = choices.map((choice) => presentChoice(choice, fill))
      const survey = { choices: randomize ? shuffled(filled, run) : filled, randomize }
      return { ...step, header, description, survey }
    }
    case "OFFER":
      return { ...step, header, description, offer: presentOffer(step.offer, fill) }
    case "FREEFORM": {
      const freeform = { ...step.freeform, placeholder: fill(step.freeform.placeholder) }
      return { ...step, header, description, freeform }
    }
    case "CONFIRM": {
      const confirm = { ...step.confirm, acknowledgementText: fill(step.confirm.acknowledgementText) }
      return { ...step, header, description, confirm }
    }
    default:
      step satisfies never
      throw new Error("A step of a flow is of no known kind")
  }
}

/** Answers that can be picked stay as they are written, so that equal answers of different customers are equal. */
function presentChoice(choice: SurveyChoice, fill: Fill): SurveyChoice {
  const { followup, offer } = choice
  return {
    ...choice,
    followup: followup && {
      ...followup,
      question: fill(followup.question),
      options: followup.options.map((option) =>
        option.offer ? { ...option, offer: presentOffer(option.offer, fill) } : option,
      ),
      freeformLabel: followup.freeformLabel && fill(followup.freeformLabel),
    },
    offer: offer && presentOffer(offer, fill),
  }
}

function presentOffer(offer: Offer, fill: Fill): Offer {
  const { header, description, cta, declineCta } = offer.copy
  const copy = {
    header: fill(header),
    description: fill(description),
    cta: fill(cta),
    declineCta: fill(declineCta),
  }
  const filled = { ...offer, copy }
  return "label" in filled ? { ...filled, label: fill(filled.label) } : filled
}
