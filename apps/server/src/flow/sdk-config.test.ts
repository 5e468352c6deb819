import type { CustomerSnapshot } from "@holdfast/protocol"
import type { Blueprint, Offer, OfferTerms, Rebate } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { choice, confirm, followUp, offerStep, survey } from "./flow-parts.ts"
import { toSdkConfig } from "./sdk-config.ts"

const copy = { header: "Stay", description: "", cta: "Yes", declineCta: "No" }
const offer = (guid: string, terms: OfferTerms): Offer => ({ guid, copy, ...terms }) as Offer
const call: OfferTerms = { offerType: "CUSTOM", customOfferType: "onboarding-call" }
const rebate = (rest: Partial<Rebate> = {}): OfferTerms => ({
  offerType: "REBATE",
  rebate: { amountType: "PERCENT", amount: 50, currency: null, invoiceScope: "LATEST_PAID", ...rest },
})
const paying: CustomerSnapshot = { id: "cus_1", planPrice: 2900, itemQuantity: 2, currency: "USD" }

/** The steps as an SDK gets them, of a flow that begins with an offer. */
function stepsFor(terms: OfferTerms, snapshot: CustomerSnapshot = paying) {
  const withOptions = followUp("why", "Why?", ["A", "B"], null)
  withOptions.options[0] = { guid: "option", value: "A", offer: offer("of-option", call) }
  const own = choice("own", "Own", { followup: withOptions, offer: offer("of-choice", terms) })
  const blueprint: Blueprint = {
    ...{ id: "b", flowId: "f", name: "Primary Flow", segmentId: null, version: 1 },
    publishedAt: "2026-11-01T00:00:00.000Z",
    content: {
      steps: [offerStep(offer("of-step", terms)), survey("Why?", [own]), confirm()],
      branding: { primaryColor: null, brandImage: null },
      discountCooldown: null,
      pauseCooldown: null,
    },
  }
  return toSdkConfig(blueprint, snapshot, { customer: null, subscriptions: [] }, {}).steps
}
const firstOffer = (terms: OfferTerms, snapshot?: CustomerSnapshot) => stepsFor(terms, snapshot)[0]?.offer

test("an offer of the company's own brings its data, and an empty object where it has none", () => {
  expect(firstOffer({ ...call, data: '{"minutes": 30}' } as OfferTerms)).toMatchObject({
    type: "onboarding-call",
    data: { minutes: 30 },
  })
  expect(firstOffer(call)).toMatchObject({ data: {} })
})

test("a rebate says what comes back and what that leaves of the customer's price", () => {
  expect(firstOffer(rebate())).toEqual({
    ...{ type: "rebate", decisionId: "of-step", amountMinor: 2900, currency: "usd" },
    ...{ amountPaidMinor: 5800, netAfterRebateMinor: 2900 },
    copy: { headline: "Stay", body: "", cta: "Yes", declineCta: "No" },
  })
  expect(firstOffer(rebate({ amountType: "FIXED", amount: 9900, currency: "usd" }))).toMatchObject({
    ...{ amountMinor: 5800, netAfterRebateMinor: 0 },
  })
})

test.each<[string, OfferTerms, CustomerSnapshot]>([
  ["no price is known", rebate(), { id: "cus_1", currency: "usd" }],
  ["no currency is known", rebate(), { id: "cus_1", planPrice: 2900 }],
  ["it is in another currency", rebate({ amountType: "FIXED", amount: 500, currency: "eur" }), paying],
])("a rebate is shown nowhere where %s", (_, terms, snapshot) => {
  const [first, ...rest] = stepsFor(terms, snapshot)
  expect(first).toMatchObject({ type: "survey", reasons: [{ id: "choice-own" }] })
  expect(JSON.stringify([first, ...rest])).not.toContain("rebate")
})

test("a custom offer is of the merchant's own type", () => {
  expect(firstOffer(call)).toMatchObject({ type: "onboarding-call", data: {}, decisionId: "of-step" })
})

test("a reason has its own offer, and none of its follow-up's options", () => {
  const text = JSON.stringify(stepsFor({ offerType: "TRIAL_EXTENSION", days: 7 }))
  expect(text).toContain('"decisionId":"of-choice"')
  expect(text).not.toContain("of-option")
})
