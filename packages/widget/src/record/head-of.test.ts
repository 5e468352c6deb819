import type { BlueprintStep } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { withDynamicOffers } from "../run/dynamic-offers.ts"
import { aFlow, halfPrice, offer, offerStep } from "../run/run-fixtures.ts"
import { showableSteps } from "../steps/showable-steps.ts"
import { offerChanges } from "./head-of.ts"

const plan = (id: string) => ({ id, name: id, priceMinor: 900, currency: "usd", interval: "MONTH" })
const steps: BlueprintStep[] = [
  ...aFlow.steps,
  offerStep({ offerType: "PLAN_CHANGE", plans: [plan("small"), plan("tiny")] }),
  { stepType: "OFFER", guid: "last", header: "", description: "", offer: offer("offer-last", halfPrice) },
]

test("a flow that is shown as it was published has no changes", () => {
  const all = showableSteps(steps, {}, ["discount", "pause", "change-plan", "extend-trial"])
  expect(offerChanges(steps, all)).toEqual({ hiddenOffers: [], coupon: null, plans: null })
})

test("offers that nobody carries out are named, wherever they stand", () => {
  const shown = showableSteps(steps, {}, ["discount", "change-plan"])
  expect(offerChanges(steps, shown).hiddenOffers).toEqual(["offer-wait", "offer-pause"])
})

test("the page's own coupon and plans are logged, without the coupon's name", () => {
  const discount = { couponId: "vip", couponType: "AMOUNT", couponAmount: 500, currency: "eur" } as const
  const shown = withDynamicOffers(steps, { discount, planChange: { planIds: ["tiny"] } })
  expect(offerChanges(steps, shown)).toEqual({
    hiddenOffers: [],
    coupon: { couponType: "AMOUNT", couponAmount: 500, currency: "eur", couponDuration: null },
    plans: ["tiny"],
  })
})
