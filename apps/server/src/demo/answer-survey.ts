import type { SessionFacts } from "@holdfast/protocol"
import type { BlueprintStep, SurveyChoice } from "@holdfast/protocol/flow"
import type { Course } from "./course.ts"
import type { Prng } from "./prng.ts"
import { reasonOf } from "./reasons.ts"
import { typedAnswer } from "./texts/compose.ts"

type SurveyStep = Extract<BlueprintStep, { stepType: "SURVEY" }>

/**
 * Picks the choice that means the customer's reason, or the nearest one that the flow offers, and answers its
 * follow-up question. Writes both into `facts`.
 * @returns the choice; null for a survey without choices
 */
export function answerSurvey(
  facts: SessionFacts,
  step: SurveyStep,
  course: Course,
  language: string,
  chance: Prng,
): SurveyChoice | null {
  const { choices } = step.survey
  if (choices.length === 0) return null
  const choice = choices.find((each) => reasonOf(each) === course.reason) ?? chance.pick(choices)
  facts.surveyId = step.guid
  facts.surveyChoiceId = choice.guid
  facts.surveyChoiceValue = choice.value
  const { followup } = choice
  if (!followup) return choice
  facts.followupQuestion = followup.question
  if (!course.answersFollowUp && !followup.required) return choice
  const types = followup.options.length === 0 || (followup.freeformLabel !== null && chance.chance(0.25))
  facts.followupResponse = types
    ? typedAnswer(language, reasonOf(choice), chance)
    : chance.pick(followup.options).value
  return choice
}
