import { expect, test } from "vitest"
import { isDecision, isSettled, type Outcome, outcomeLabel, outcomeOf, saveTypeOf } from "./outcome.ts"
import { offerTypes } from "./words.ts"

const facts = { canceled: false, acceptedOffer: null, ended: false }
const pause = { offerType: "PAUSE" } as const

test.for([
  ["nothing yet", facts, { kind: "open" }],
  ["closed or silent", { ...facts, ended: true }, { kind: "abandoned" }],
  ["cancelled", { ...facts, canceled: true }, { kind: "canceled" }],
  ["cancelled and closed", { ...facts, canceled: true, ended: true }, { kind: "canceled" }],
  [
    "an offer accepted",
    { ...facts, acceptedOffer: pause },
    { kind: "saved", offerType: "PAUSE", customOfferType: null },
  ],
  [
    "an offer accepted and closed",
    { ...facts, acceptedOffer: pause, ended: true },
    { kind: "saved", offerType: "PAUSE", customOfferType: null },
  ],
  [
    "an offer accepted and cancelled after all",
    { canceled: true, acceptedOffer: pause, ended: true },
    { kind: "canceled" },
  ],
] as const)("%s", ([, given, outcome]) => {
  expect(outcomeOf(given)).toEqual(outcome)
})

test("every outcome has the label and the saveType of the product's table", () => {
  const saved = offerTypes.map((offerType): Outcome => ({ kind: "saved", offerType, customOfferType: null }))
  const outcomes: Outcome[] = [{ kind: "open" }, { kind: "abandoned" }, { kind: "canceled" }, ...saved]
  expect(outcomes.map((outcome) => [saveTypeOf(outcome), outcomeLabel(outcome)])).toEqual([
    [null, "In progress"],
    ["ABANDON", "Abandoned"],
    [null, "Cancelled"],
    ["DISCOUNT", "Discount"],
    ["PAUSE", "Paused"],
    ["PLAN_CHANGE", "Plan Change"],
    ["TRIAL_EXTENSION", "Extended Trial"],
    ["CONTACT", "Contacted Support"],
    ["REDIRECT", "Redirected"],
    ["REBATE", "Rebate"],
    ["CUSTOM", "Custom offer"],
  ])
})

test("a custom offer goes by its own name, and no other offer does", () => {
  expect(outcomeLabel({ kind: "saved", offerType: "CUSTOM", customOfferType: "Free month" })).toBe(
    "Free month",
  )
  expect(outcomeLabel({ kind: "saved", offerType: "PAUSE", customOfferType: "Free month" })).toBe("Paused")
})

test("only cancelling and accepting are decisions; only an open session is not settled", () => {
  const kinds = ["open", "abandoned", "saved", "canceled"] as const
  expect(kinds.map((kind) => [isDecision(kind), isSettled(kind)])).toEqual([
    [false, false],
    [false, true],
    [true, true],
    [true, true],
  ])
})
