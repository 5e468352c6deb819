import { expect, test } from "vitest"
import { termsInBlueprint, termsPresented, termsTaken } from "./offer-terms.ts"

const copy = { header: "", description: "", cta: "", declineCta: "" }

test.for([
  [
    { offerType: "DISCOUNT", discountConfig: { couponId: "STAY", customAmount: 20, customDuration: "3" } },
    { offerType: "DISCOUNT", percent: 20, amountMinor: null, currency: "usd", lasts: 3, couponId: "STAY" },
  ],
  [
    { offerType: "DISCOUNT", discountConfig: { customAmount: "20", customDuration: "FOREVER" } },
    {
      offerType: "DISCOUNT",
      percent: null,
      amountMinor: null,
      currency: "usd",
      lasts: "forever",
      couponId: null,
    },
  ],
  [
    { offerType: "PAUSE", pauseConfig: null },
    { offerType: "PAUSE", length: null, interval: "MONTH", isMost: true },
  ],
  [
    { offerType: "PLAN_CHANGE", planChangeConfig: { options: ["price_1", 7] } },
    {
      offerType: "PLAN_CHANGE",
      plans: [{ id: "price_1", name: null, priceMinor: null, currency: null, interval: null }],
    },
  ],
  [
    { offerType: "PLAN_CHANGE", planChangeConfig: {} },
    { offerType: "PLAN_CHANGE", plans: [] },
  ],
  [
    { offerType: "TRIAL_EXTENSION", trialExtensionConfig: { trialExtensionDays: 14 } },
    { offerType: "TRIAL_EXTENSION", days: 14 },
  ],
  [
    { offerType: "REDIRECT", redirectConfig: { redirectUrl: "https://a.example", redirectLabel: "Archive" } },
    { offerType: "REDIRECT", url: "https://a.example", label: "Archive" },
  ],
  [{ offerType: "CONTACT" }, { offerType: "CONTACT", url: null, label: null }],
  [
    { offerType: "REBATE", rebateConfig: { percentAmount: 50 } },
    { offerType: "REBATE", amountMinor: null, percent: 50, currency: "usd" },
  ],
  [{ customOfferType: "Call" }, { offerType: "CUSTOM", name: "Call" }],
  [{}, { offerType: "CUSTOM", name: null }],
] as const)("presented %j", ([offer, terms]) => {
  expect(termsPresented(structuredClone(offer) as Parameters<typeof termsPresented>[0], "usd")).toEqual(terms)
})

test.for([
  [
    { offerType: "DISCOUNT", couponId: "A", couponType: "AMOUNT", couponAmount: 500, couponDuration: 2 },
    { offerType: "DISCOUNT", percent: null, amountMinor: 500, currency: "usd", lasts: 2, couponId: "A" },
  ],
  [
    { offerType: "DISCOUNT", couponType: "PERCENT" },
    { offerType: "DISCOUNT", percent: null, amountMinor: null, currency: "usd", lasts: null, couponId: null },
  ],
  [{ offerType: "PAUSE" }, { offerType: "PAUSE", length: null, interval: "MONTH", isMost: false }],
  [
    { offerType: "PLAN_CHANGE", newPlanId: "p", newPlanPrice: 1200 },
    {
      offerType: "PLAN_CHANGE",
      plans: [{ id: "p", name: null, priceMinor: 1200, currency: "usd", interval: null }],
    },
  ],
  [{ offerType: "PLAN_CHANGE" }, { offerType: "PLAN_CHANGE", plans: [] }],
  [
    { offerType: "CUSTOM", customOfferType: "Call" },
    { offerType: "CUSTOM", name: "Call" },
  ],
] as const)("taken %j", ([offer, terms]) => {
  expect(termsTaken(offer, "usd")).toEqual(terms)
})

test("a coupon of the flow without a duration lasts for ever", () => {
  const coupon = {
    id: "A",
    couponType: "PERCENT",
    couponAmount: 30,
    currency: null,
    couponDuration: null,
  } as const
  expect(termsInBlueprint({ guid: "g", copy, offerType: "DISCOUNT", coupon })).toEqual({
    offerType: "DISCOUNT",
    percent: 30,
    amountMinor: null,
    currency: null,
    lasts: "forever",
    couponId: "A",
  })
})
