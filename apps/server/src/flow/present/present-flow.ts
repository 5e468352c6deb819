import type { CustomerSnapshot } from "@holdfast/protocol"
import {
  type Blueprint,
  type BlueprintStep,
  mapTexts,
  type PresentedFlow,
  type SurveyChoice,
} from "@holdfast/protocol/flow"
import { fillMergeFields, hasValue, type MergeSource } from "./merge-fields.ts"
import { shuffled } from "./shuffle.ts"
import { speakTo, type Wishes, wordsFor } from "./speak-to.ts"
import { themeOf } from "./theme.ts"

export interface Presentation extends MergeSource {
  snapshot: CustomerSnapshot
  /** Decides the order of shuffled reasons; the same run sees the same order. */
  run: string
  /** Which languages are known of the customer. */
  wishes: Wishes
}

/**
 * A blueprint as the widget shows it to one customer: its texts and the words around them in one language, merge fields
 * filled, reasons in this run's order, and colours that follow from the merchant's and can be read. Done here so that the
 * script on the merchant's pages stays small.
 * @param named gets the merge fields of its texts that have a value
 */
export function presentFlow(
  blueprint: Blueprint,
  presentation: Presentation,
  named: Set<string> = new Set(),
): PresentedFlow {
  const isFilled = (field: string) => {
    if (hasValue(field, presentation)) named.add(field)
    return true
  }
  return presentWith(blueprint, presentation, (text) => fillMergeFields(text, presentation, isFilled))
}

/** The same, with merge fields that are filled in another way. */
export function presentWith(
  blueprint: Blueprint,
  { run, wishes }: Pick<Presentation, "run" | "wishes">,
  fill: (text: string) => string,
): PresentedFlow {
  const { turnedOff: _, translations: __, ...shown } = blueprint.content
  const said = speakTo(blueprint.content, wishes)
  const own = filledBy(blueprint.content.steps, fill)
  // in the flow's own language both are the same
  const read = said.steps === blueprint.content.steps ? own : filledBy(said.steps, fill)
  const steps = read.map((step, i) => inOrder(recordedAs(own[i], step), run))
  const { primaryColor } = shown.branding
  const isTranslated = said.translationType !== null
  return {
    blueprint: {
      ...blueprint,
      content: { ...shown, steps, ...(isTranslated && { language: said.language }) },
    },
    ...wordsFor(said, wishes),
    look: { light: themeOf(primaryColor, false), dark: themeOf(primaryColor, true) },
  }
}

/** Answers that can be picked stay as they are written, so that equal answers of different customers are equal. */
export const filled = (
  steps: BlueprintStep[],
  source: MergeSource,
  isFilled?: (field: string) => boolean,
): BlueprintStep[] => filledBy(steps, (text) => fillMergeFields(text, source, isFilled))

const filledBy = (steps: BlueprintStep[], fill: (text: string) => string): BlueprintStep[] =>
  mapTexts({ steps }, ({ field, text }) => (field === "value" ? text : fill(text)))

function inOrder(step: BlueprintStep, run: string): BlueprintStep {
  if (step.stepType !== "SURVEY" || !step.survey.randomize) return step
  return { ...step, survey: { ...step.survey, choices: shuffled(step.survey.choices, run) } }
}

/**
 * What is recorded of a survey stays in the flow's own language; what the customer reads in its place stands beside it as
 * `shown`.
 */
function recordedAs(own: BlueprintStep | undefined, read: BlueprintStep): BlueprintStep {
  if (own?.stepType !== "SURVEY" || read.stepType !== "SURVEY") return read
  const choices = read.survey.choices.map((choice, i) => recordedChoice(own.survey.choices[i], choice))
  return { ...read, survey: { ...read.survey, choices } }
}

function recordedChoice(own: SurveyChoice | undefined, read: SurveyChoice): SurveyChoice {
  if (!own) return read
  const followup = read.followup &&
    own.followup && {
      ...read.followup,
      question: own.followup.question,
      ...shownAs(own.followup.question, read.followup.question),
      options: read.followup.options.map((option, i) => {
        const value = own.followup?.options[i]?.value ?? option.value
        return { ...option, value, ...shownAs(value, option.value) }
      }),
    }
  return { ...read, value: own.value, ...shownAs(own.value, read.value), followup }
}

const shownAs = (own: string, read: string): { shown?: string } => (own === read ? {} : { shown: read })
