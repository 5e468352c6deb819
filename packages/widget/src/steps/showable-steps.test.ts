import type { BlueprintStep, OfferTerms } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import type { FlowOptions } from "../options.ts"
import { aFlow, offer, offerStep } from "../run/run-fixtures.ts"
import { showableSteps } from "./showable-steps.ts"

/** Whether an offer is shown as a step, at a choice and at an option of its follow-up. */
function placesOf(terms: OfferTerms, options: FlowOptions = {}): boolean[] {
  const given = offer("asked", terms)
  const steps = structuredClone(aFlow.steps.filter(({ stepType }) => stepType === "SURVEY"))
  for (const step of steps) {
    if (step.stepType !== "SURVEY") continue
    for (const choice of step.survey.choices) {
      choice.offer = given
      for (const option of choice.followup?.options ?? []) option.offer = given
    }
  }
  const shown = showableSteps([offerStep(terms), ...steps], options)
  const choices = shown.flatMap((step) => (step.stepType === "SURVEY" ? step.survey.choices : []))
  return [
    shown.some(({ stepType }) => stepType === "OFFER"),
    choices.some((choice) => choice.offer),
    choices.some(({ followup }) => followup?.options.some((option) => option.offer)),
  ]
}
const [everywhere, nowhere] = [
  [true, true, true],
  [false, false, false],
]

test("contact without an address is shown where the page takes support requests itself", () => {
  const contact = (url: string | null): OfferTerms => ({ offerType: "CONTACT", url, label: "Write to us" })
  expect(placesOf(contact(null))).toEqual(nowhere)
  expect(placesOf(contact("https://help.example"))).toEqual(everywhere)
  expect(placesOf(contact(null), { handleSupportRequest: () => {} })).toEqual(everywhere)
})

test("a custom offer is shown where the page takes it", () => {
  const custom: OfferTerms = { offerType: "CUSTOM", customOfferType: "Onboarding call" }
  expect(placesOf(custom)).toEqual(nowhere)
  expect(placesOf(custom, { handleCustomOffer: "no function" as never })).toEqual(nowhere)
  expect(placesOf(custom, { handleCustomOffer: () => {} })).toEqual(everywhere)
})

test("an offer of a kind from a later version is not shown, and all others are", () => {
  expect(placesOf({ offerType: "HOLIDAY" } as unknown as OfferTerms)).toEqual(nowhere)
  for (const terms of [
    {
      offerType: "REBATE",
      rebate: { amountType: "PERCENT", amount: 50, currency: null, invoiceScope: "LATEST_PAID" },
    },
    { offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "WEEK" },
  ] satisfies OfferTerms[]) {
    expect(placesOf(terms)).toEqual(everywhere)
  }
})

test("what a flow shows besides stays as it is", () => {
  const steps: BlueprintStep[] = aFlow.steps
  const offers = JSON.stringify(steps).match(/"offerType"/g)
  expect(JSON.stringify(showableSteps(steps, {})).match(/"offerType"/g)).toEqual(offers)
  expect(showableSteps(steps, {}).map(({ guid }) => guid)).toEqual(steps.map(({ guid }) => guid))
})
