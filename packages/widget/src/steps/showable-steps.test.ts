import { type FlowAction, flowActions } from "@holdfast/protocol"
import type { BlueprintStep, OfferTerms } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import type { FlowOptions } from "../options.ts"
import { aFlow, offer, offerStep } from "../run/run-fixtures.ts"
import { showableSteps } from "./showable-steps.ts"

/** Whether an offer is shown as a step, at a choice and at an option of its follow-up. */
function placesOf(
  terms: OfferTerms,
  options: FlowOptions = {},
  actions: readonly FlowAction[] = [],
): boolean[] {
  const given = offer("asked", terms)
  const steps = structuredClone(aFlow.steps.filter(({ stepType }) => stepType === "SURVEY"))
  for (const step of steps) {
    if (step.stepType !== "SURVEY") continue
    for (const choice of step.survey.choices) {
      choice.offer = given
      for (const option of choice.followup?.options ?? []) option.offer = given
    }
  }
  const shown = showableSteps([offerStep(terms), ...steps], options, actions)
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

test("what changes a subscription is shown where the page or the billing carries it out, and else not", () => {
  const coupon = {
    id: "c",
    couponType: "PERCENT" as const,
    couponAmount: 20,
    currency: null,
    couponDuration: 3,
  }
  const rebate = {
    amountType: "PERCENT" as const,
    amount: 50,
    currency: null,
    invoiceScope: "LATEST_PAID" as const,
  }
  for (const [terms, handler, action] of [
    [{ offerType: "DISCOUNT", coupon }, "handleDiscount", "discount"],
    [{ offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "WEEK" }, "handlePause", "pause"],
    [{ offerType: "PLAN_CHANGE", plans: [] }, "handlePlanChange", "change-plan"],
    [{ offerType: "TRIAL_EXTENSION", days: 7 }, "handleTrialExtension", "extend-trial"],
    [{ offerType: "REBATE", rebate }, "handleRebate", "rebate"],
  ] satisfies [OfferTerms, keyof FlowOptions, FlowAction][]) {
    expect(placesOf(terms)).toEqual(nowhere)
    expect(placesOf(terms, { [handler]: () => {} })).toEqual(everywhere)
    expect(placesOf(terms, {}, [action])).toEqual(everywhere)
    expect(placesOf(terms, { handleCancel: () => {} }, ["cancel"])).toEqual(nowhere)
  }
})

test("a redirect needs nobody; an offer of a kind from a later version is not shown", () => {
  expect(placesOf({ offerType: "REDIRECT", url: "https://shop.example", label: "Look" })).toEqual(everywhere)
  expect(placesOf({ offerType: "HOLIDAY" } as unknown as OfferTerms)).toEqual(nowhere)
})

test("what a flow shows besides stays as it is", () => {
  const steps: BlueprintStep[] = aFlow.steps
  const offers = JSON.stringify(steps).match(/"offerType"/g)
  expect(JSON.stringify(showableSteps(steps, {}, flowActions)).match(/"offerType"/g)).toEqual(offers)
  expect(showableSteps(steps, {}, flowActions).map(({ guid }) => guid)).toEqual(steps.map(({ guid }) => guid))
})
