import { expect, test } from "vitest"
import type { Answers } from "./answers.ts"
import type { Screen } from "./flow-screens.ts"
import { aFlow } from "./run-fixtures.ts"
import { answer } from "./run-moves.ts"
import { startRun } from "./run-state.ts"
import { whatIsMissing } from "./what-is-missing.ts"

const missing = (change: Partial<Answers>, screen: Screen | undefined, required = false) => {
  const steps = structuredClone(aFlow.steps)
  for (const step of steps) {
    if (step.stepType !== "SURVEY") continue
    for (const { followup } of step.survey.choices) if (followup) followup.required = required
  }
  const state = answer(startRun({ ...aFlow, steps }, 0, null), change)
  return screen ? whatIsMissing(state, screen) : null
}
const [survey, pause, words, confirm] = aFlow.steps
const freeform = (required: boolean, minLength: number): Screen => ({
  stepType: "FREEFORM",
  guid: "words",
  header: "",
  description: "",
  freeform: { placeholder: "", required, minLength },
})

test("a survey wants a reason", () => {
  expect([missing({}, survey), missing({ choiceGuid: "expensive" }, survey)]).toEqual([
    { word: "chooseReason", field: "choice" },
    null,
  ])
})

test("a required follow-up wants an option, or words where they are typed", () => {
  const choiceGuid = "missing"
  expect([
    missing({ choiceGuid }, survey, false),
    missing({ choiceGuid }, survey, true),
    missing({ choiceGuid, followupGuid: "export" }, survey, true),
    missing({ choiceGuid, followupGuid: "typed", followupText: "  " }, survey, true),
    missing({ choiceGuid, followupGuid: "typed", followupText: "Maps" }, survey, true),
  ]).toEqual([
    null,
    { word: "answerFollowup", field: "followup" },
    null,
    { word: "typeAnswer", field: "text" },
    null,
  ])
})

test("free text may be left out unless it is required, and is long enough when it is given", () => {
  expect([
    missing({}, words),
    missing({ feedback: " " }, freeform(true, 0)),
    missing({ feedback: "no" }, freeform(false, 5)),
    missing({ feedback: "enough" }, freeform(true, 5)),
  ]).toEqual([
    null,
    { word: "typeAnswer", field: "text" },
    { word: "minLength", count: 5, field: "text" },
    null,
  ])
})

test("an acknowledgement that was asked for is ticked before a cancellation", () => {
  expect([missing({}, confirm), missing({ acknowledged: true }, confirm), missing({}, pause)]).toEqual([
    { word: "mustAcknowledge", field: "acknowledged" },
    null,
    null,
  ])
})
