import { expect, test } from "vitest"
import type { BlueprintContent, BlueprintStep, Offer, SurveyChoice } from "./blueprint.ts"
import { slotsOf } from "./flow-slots.ts"
import { publishFaults } from "./publish-faults.ts"

const words = { header: "Heading", description: "" }
const copy = { ...words, cta: "", declineCta: "" }
const offer = (guid: string): Offer => ({ guid, copy, offerType: "TRIAL_EXTENSION", days: 7 })
const choice = (guid: string, rest: Partial<SurveyChoice> = {}): SurveyChoice => ({
  guid,
  value: guid,
  followup: null,
  offer: null,
  ...rest,
})

const survey = (choices = [choice("first")]): BlueprintStep => ({
  ...words,
  guid: "survey",
  stepType: "SURVEY",
  survey: { choices, randomize: false },
})
const offerStep = (guid = "one"): BlueprintStep => ({
  ...words,
  guid,
  stepType: "OFFER",
  offer: offer(`offer-${guid}`),
})
const freeform: BlueprintStep = {
  ...words,
  guid: "freeform",
  stepType: "FREEFORM",
  freeform: { placeholder: "", required: false, minLength: 0 },
}
const confirm: BlueprintStep = {
  ...words,
  guid: "confirm",
  stepType: "CONFIRM",
  confirm: { acknowledgement: false, acknowledgementText: "" },
}

const faultsOf = (...steps: BlueprintStep[]) => {
  const branding = { primaryColor: null, brandImage: null }
  const content: BlueprintContent = { steps, branding, discountCooldown: null, pauseCooldown: null }
  return publishFaults(content).map(({ path, fault }) => `${path} ${fault}`)
}

test("a flow with a step in every slot may be published, and one with nothing but the confirmation", () => {
  const steps = [offerStep("one"), survey(), freeform, offerStep("two"), confirm]
  expect(slotsOf(steps)).toEqual(["INITIAL_OFFER", "SURVEY", "FREEFORM", "FINAL_OFFER", "CONFIRM"])
  expect(faultsOf(...steps)).toEqual([])
  expect(faultsOf(confirm)).toEqual([])
})

test("steps stand in the order of their slots", () => {
  expect(faultsOf(freeform, survey(), confirm)).toEqual([
    "steps[1] is the survey, which comes before the freeform feedback",
  ])
  expect(faultsOf(offerStep("one"), confirm, offerStep("two"))).toEqual([
    "steps[2] is the final offer, which comes before the confirmation",
  ])
})

test("a final offer needs an initial one", () => {
  const fault = (step: number) =>
    `steps[${step}] is the final offer, which needs an initial one as the first step`
  expect(faultsOf(survey(), offerStep(), confirm)).toEqual([fault(1)])
  expect(faultsOf(survey(), freeform, offerStep(), confirm)).toEqual([fault(2)])
  expect(faultsOf(offerStep("one"), survey(), confirm)).toEqual([])
  expect(faultsOf(offerStep("one"), offerStep("two"), confirm)).toEqual([])
})

test("a slot holds one step", () => {
  expect(faultsOf(offerStep("one"), survey(), offerStep("two"), offerStep("three"), confirm)).toEqual([
    "steps[3] is the final offer for the second time; a flow has one",
  ])
})

test("every flow ends with the confirmation", () => {
  expect(faultsOf(survey())).toEqual(["steps has no confirmation; every flow ends with one"])
  expect(faultsOf()).toEqual(["steps has no confirmation; every flow ends with one"])
})

test("a survey has at most 30 choices", () => {
  const choices = (count: number) => Array.from({ length: count }, (_, i) => choice(`c${i}`))
  expect(faultsOf(survey(choices(30)), confirm)).toEqual([])
  expect(faultsOf(survey(choices(31)), confirm)).toEqual([
    "steps[0].survey.choices has 31 choices; a survey has at most 30",
  ])
})

test("every step, choice, option and offer has a guid of its own", () => {
  const options = [
    { guid: "a", value: "1" },
    { guid: "o", value: "2" },
  ]
  const followup = { question: "?", options, freeformLabel: null, required: false }
  expect(
    faultsOf(survey([choice("a"), choice("b", { followup, offer: offer("o") }), choice("survey")]), {
      ...confirm,
      guid: "b",
    }),
  ).toEqual([
    "steps[0].survey.choices[1].followup.options[0].guid is the guid of steps[0].survey.choices[0] too; every part has one of its own",
    "steps[0].survey.choices[1].offer.guid is the guid of steps[0].survey.choices[1].followup.options[1] too; every part has one of its own",
    "steps[0].survey.choices[2].guid is the guid of steps[0] too; every part has one of its own",
    "steps[1].guid is the guid of steps[0].survey.choices[1] too; every part has one of its own",
  ])
})

test("a guid is no other's in a slot that is turned off either, and a slot is either on or off", () => {
  const branding = { primaryColor: null, brandImage: null }
  const content: BlueprintContent = {
    steps: [survey(), confirm],
    turnedOff: {
      SURVEY: { ...survey(), guid: "other" } as never,
      FREEFORM: { ...freeform, guid: "confirm" } as never,
    },
    branding,
    discountCooldown: null,
    pauseCooldown: null,
  }
  expect(publishFaults(content)).toEqual([
    { path: "turnedOff.SURVEY", guid: "other", fault: "is turned off, and the survey is on too" },
    {
      path: "turnedOff.SURVEY.survey.choices[0].guid",
      guid: "first",
      fault: "is the guid of steps[0].survey.choices[0] too; every part has one of its own",
    },
    {
      path: "turnedOff.FREEFORM.guid",
      guid: "confirm",
      fault: "is the guid of steps[1] too; every part has one of its own",
    },
  ])
})

test("a picture has an address that browsers load", () => {
  const content = (brandImage: string): BlueprintContent => ({
    steps: [confirm],
    branding: { primaryColor: null, brandImage },
    discountCooldown: null,
    pauseCooldown: null,
  })
  const fault = "is no address of a picture; it begins with https: or http:"
  expect(publishFaults(content("logo.png"))).toEqual([{ path: "branding.brandImage", guid: null, fault }])
  expect(publishFaults(content("https://a.example/logo.png"))).toEqual([])
})
