import type { BlueprintStep } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { newChoice, newOffer, newStep } from "../edits.ts"
import { pickedInPreview, previewSteps } from "./preview-steps.ts"

const followup = { question: "What?", options: [], freeformLabel: "", required: false }
const [plain, asking] = [newChoice(), { ...newChoice(), followup, offer: newOffer("PAUSE") }]
const survey = {
  ...newStep("SURVEY"),
  survey: { choices: [plain, asking], randomize: false },
} as BlueprintStep
const [initial, freeform, confirm] = [newStep("INITIAL_OFFER"), newStep("FREEFORM"), newStep("CONFIRM")]
const steps = [initial, survey, freeform, confirm]

test("the preview begins with the step that is edited; settings show the whole flow", () => {
  expect(previewSteps(steps, { place: "FREEFORM", choice: null, field: null })).toEqual([freeform, confirm])
  expect(previewSteps(steps, { place: "settings", choice: null, field: null })).toEqual(steps)
})

test("a slot that is off shows the flow as it is without it", () => {
  expect(previewSteps(steps, { place: "FINAL_OFFER", choice: null, field: null })).toEqual(steps)
})

test("a field of the offer of a choice shows that offer, any other field of the choice the survey", () => {
  const at = (field: string) => previewSteps(steps, { place: "SURVEY", choice: asking.guid, field })
  expect(at(`${asking.offer.guid}:copy.header`)[0]).toMatchObject({ stepType: "OFFER", offer: asking.offer })
  expect(at(`${asking.guid}:followup.question`)).toEqual([survey, freeform, confirm])
})

test("a choice that asks something is picked, any other is not", () => {
  expect(pickedInPreview([survey], asking.guid)).toBe(1)
  expect(pickedInPreview([survey], plain.guid)).toBe(-1)
  expect(pickedInPreview([confirm], asking.guid)).toBe(-1)
})
