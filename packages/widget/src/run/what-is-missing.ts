import { type Answers, typedOption } from "./answers.ts"
import { pickedChoice, type Screen } from "./flow-screens.ts"
import type { Missing } from "./phase.ts"
import type { RunState } from "./run-state.ts"

function missingInFollowup(state: RunState, answers: Answers): Missing | null {
  const followup = pickedChoice(state.steps, answers)?.choice.followup
  if (!followup?.required) return null
  const isTyped = followup.options.length === 0 || answers.followupGuid === typedOption
  if (isTyped) return answers.followupText.trim() ? null : { word: "typeAnswer", field: "text" }
  return answers.followupGuid ? null : { word: "answerFollowup", field: "followup" }
}

/** What the customer still has to say before they can go on from this screen; null lets them pass. */
export function whatIsMissing(state: RunState, screen: Screen): Missing | null {
  const { answers } = state
  if (screen.stepType === "SURVEY") {
    const isAnswered = screen.survey.choices.some(({ guid }) => guid === answers.choiceGuid)
    const hasChoices = screen.survey.choices.length > 0
    if (hasChoices && !isAnswered) return { word: "chooseReason", field: "choice" }
    return missingInFollowup(state, answers)
  }
  if (screen.stepType === "FREEFORM") {
    const { required, minLength } = screen.freeform
    const { length } = answers.feedback.trim()
    if (length === 0) return required ? { word: "typeAnswer", field: "text" } : null
    return length < minLength ? { word: "minLength", count: minLength, field: "text" } : null
  }
  const mustTick = screen.stepType === "CONFIRM" && screen.confirm.acknowledgement
  return mustTick && !answers.acknowledged ? { word: "mustAcknowledge", field: "acknowledged" } : null
}
