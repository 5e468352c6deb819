import type { BlueprintStep, OfferTerms } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { type DynamicOffers, withDynamicOffers } from "./dynamic-offers.ts"
import { aFlow, halfPrice, offerStep } from "./run-fixtures.ts"

const plan = (id: string) => ({
  id,
  name: id,
  priceMinor: 100,
  currency: "usd",
  interval: "MONTH" as const,
  intervalCount: 1,
})
const plans: OfferTerms = { offerType: "PLAN_CHANGE", plans: ["small", "team", "large"].map(plan) } as never

/** What the flow offers then: the discounts' coupons, and the plans. */
function offered(steps: readonly BlueprintStep[], asked: unknown) {
  const said: string[] = []
  const fitted = withDynamicOffers(steps, asked as DynamicOffers, (sentence) => said.push(sentence))
  const offers = fitted.flatMap((step) => {
    if (step.stepType === "OFFER") return [step.offer]
    return step.stepType === "SURVEY" ? step.survey.choices.flatMap(({ offer }) => offer ?? []) : []
  })
  const shown = offers.map((offer) => {
    if (offer.offerType === "DISCOUNT") return offer.coupon
    return offer.offerType === "PLAN_CHANGE" ? offer.plans.map(({ id }) => id) : offer.offerType
  })
  return { shown, said }
}

const half = { id: "half", couponType: "PERCENT", couponAmount: 50, currency: null, couponDuration: 3 }
const third = { couponId: "third", couponType: "PERCENT", couponAmount: 33 }

test("a coupon with its terms takes the place of every discount's", () => {
  const coupon = {
    id: "third",
    couponType: "PERCENT",
    couponAmount: 33,
    currency: null,
    couponDuration: null,
  }
  expect(offered([offerStep(halfPrice)], { discount: third })).toEqual({ shown: [coupon], said: [] })
  const amount = {
    couponId: "ten",
    couponType: "AMOUNT",
    couponAmount: 1000,
    currency: "USD",
    couponDuration: 2,
  }
  expect(offered([offerStep(halfPrice)], { discount: amount }).shown).toEqual([
    { id: "ten", couponType: "AMOUNT", couponAmount: 1000, currency: "usd", couponDuration: 2 },
  ])
})

test("the id alone is enough for a coupon of another offer of the flow", () => {
  const other: OfferTerms = { ...halfPrice, coupon: { ...half, id: "other" } } as never
  const steps = [...aFlow.steps, offerStep(other)]
  const { shown, said } = offered(steps, { discount: { couponId: "other" } })
  expect(shown).toContainEqual({ ...half, id: "other" })
  expect(shown).not.toContainEqual(half)
  expect(said).toEqual([])
})

test("a coupon that nobody knows, or whose terms are none, leaves what was published, and is said", () => {
  const sentence =
    "dynamicOffers.discount names a coupon that this flow does not know, and not its terms; the published one is offered."
  for (const discount of [
    { couponId: "unknown" },
    { couponId: 7 },
    {},
    { ...third, couponAmount: 0 },
    { ...third, couponAmount: 101 },
    { ...third, couponAmount: "33" },
    { ...third, couponDuration: 1.5 },
    { ...third, couponType: "AMOUNT" },
    { ...third, couponType: "GIFT" },
  ]) {
    expect(offered([offerStep(halfPrice)], { discount })).toEqual({ shown: [half], said: [sentence] })
  }
})

test("only the plans that the page names are offered, in its order, each once", () => {
  const of = (planIds: unknown) => offered([offerStep(plans)], { planChange: { planIds } })
  expect(of(["large", "gone", "small", "large"]).shown).toEqual([["large", "small"]])
  expect(of("large").shown).toEqual([["small", "team", "large"]])
})

test("an offer of which no plan is left is not shown, and the engineer is told", () => {
  expect(offered([offerStep(plans), ...aFlow.steps], { planChange: { planIds: ["gone"] } })).toEqual({
    shown: offered(aFlow.steps, undefined).shown,
    said: ["dynamicOffers.planChange.planIds has no plan of this flow's offer; the offer is not shown."],
  })
})

test("without the option, or where it says nothing, the flow is as it was published", () => {
  for (const asked of [undefined, {}, { discount: undefined, planChange: {} }])
    expect(withDynamicOffers(aFlow.steps, asked as DynamicOffers)).toEqual(aFlow.steps)
})

test("what throws when it is read is left out, and the flow is as it was published", () => {
  const asked = {
    get discount() {
      throw new Error("no")
    },
  }
  expect(offered([offerStep(halfPrice)], asked)).toEqual({
    shown: [half],
    said: ["dynamicOffers could not be read and is left out (Error: no)."],
  })
})
