import type { OfferTerms } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { termsOf } from "./offer-terms.ts"
import { offer } from "./run-fixtures.ts"
import { answer } from "./run-moves.ts"
import { startRun } from "./run-state.ts"

const plan = { id: "small", name: "Small", priceMinor: 900, currency: "usd", interval: "MONTH" }
const { answers } = answer(startRun({ id: null, segmentId: null, steps: [] }, 0, null), {
  pauseLength: 2,
})
const effectOf = (terms: OfferTerms) => termsOf(offer("g", terms), answers, "b1").effect

test("a discount without an end says so to the handler, and the coupon to the server", () => {
  const coupon = {
    id: "x",
    couponType: "AMOUNT",
    couponAmount: 500,
    currency: "usd",
    couponDuration: null,
  } as const
  expect(effectOf({ offerType: "DISCOUNT", coupon })).toEqual({
    name: "Discount",
    given: [
      {
        couponId: "x",
        couponType: "AMOUNT",
        couponAmount: 500,
        couponDuration: null,
        amountOff: 500,
        currency: "usd",
        duration: "forever",
      },
    ],
    action: "discount",
    body: { coupon: "x", blueprintId: "b1" },
  })
})

test("a pause, a trial and a plan ask the handler and the server for the same", () => {
  expect([
    effectOf({ offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "WEEK" }),
    effectOf({ offerType: "TRIAL_EXTENSION", days: 14 }),
    effectOf({ offerType: "PLAN_CHANGE", plans: [plan] }),
  ]).toEqual([
    {
      name: "Pause",
      given: [{ pauseDuration: 2 }],
      action: "pause",
      body: { duration: 2, interval: "week" },
    },
    {
      name: "TrialExtension",
      given: [{ trialExtensionDays: 14 }],
      action: "extend-trial",
      body: { days: 14, blueprintId: "b1" },
    },
    {
      name: "PlanChange",
      given: [{ plan }],
      told: [{ planId: "small" }],
      action: "change-plan",
      body: { planId: "small" },
    },
  ])
})

test("another page and support are no business of the server", () => {
  const url = "https://example.com/learn"
  expect([
    effectOf({ offerType: "REDIRECT", url, label: "Learn" }),
    effectOf({ offerType: "CONTACT", url, label: "Write" }),
    effectOf({ offerType: "CONTACT", url: null, label: "Write" }),
  ]).toEqual([
    { name: "Redirect", given: [{ redirectLabel: "Learn", redirectUrl: url }], url },
    { name: "SupportRequest", given: [], url },
    { name: "SupportRequest", given: [], url: null },
  ])
})

test("presented offers carry their terms", () => {
  const configOf = (terms: OfferTerms) => termsOf(offer("g", terms), answers, null).config
  expect([
    configOf({ offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "WEEK" }),
    configOf({ offerType: "PLAN_CHANGE", plans: [plan] }),
    configOf({ offerType: "TRIAL_EXTENSION", days: 14 }),
    configOf({ offerType: "REDIRECT", url: "/learn", label: "Learn" }),
    configOf({ offerType: "CONTACT", url: null, label: "Write" }),
  ]).toEqual([
    { pauseConfig: { maxPauseLength: 3, pauseInterval: "WEEK", datePicker: false } },
    { planChangeConfig: { options: ["small"] } },
    { trialExtensionConfig: { trialExtensionDays: 14 } },
    { redirectConfig: { redirectUrl: "/learn", redirectLabel: "Learn" } },
    { contactConfig: {} },
  ])
})

test("a rebate asks the handler and the server, and says what comes back where it is a sum", () => {
  const rebate = { amountType: "FIXED", amount: 1500, currency: "usd", invoiceScope: "FIRST_PAID" } as const
  const fixed = termsOf(offer("g", { offerType: "REBATE", rebate }), answers, "b1")
  expect(fixed).toEqual({
    config: { rebateConfig: { amountType: "FIXED", invoiceScope: "FIRST_PAID", customAmount: 1500 } },
    taken: { rebateAmount: 1500 },
    effect: {
      name: "Rebate",
      given: [{ rebateAmount: 1500, currency: "usd", invoiceScope: "FIRST_PAID" }],
      action: "rebate",
      body: { blueprintId: "b1", offerGuid: "g" },
    },
  })
  const half = { ...rebate, amountType: "PERCENT", amount: 50, currency: null } as const
  expect(termsOf(offer("g", { offerType: "REBATE", rebate: half }), answers, "b1")).toMatchObject({
    config: { rebateConfig: { amountType: "PERCENT", percentAmount: 50 } },
    taken: {},
    effect: { given: [{ percentAmount: 50, invoiceScope: "FIRST_PAID" }] },
  })
})

test("a custom offer goes to the page's handler alone", () => {
  const terms = {
    offerType: "CUSTOM",
    customOfferType: "Onboarding call",
    data: '{"minutes": 30}',
  } as const
  expect(termsOf(offer("g", terms), answers, "b1")).toEqual({
    config: { customOfferType: "Onboarding call" },
    taken: { customOfferType: "Onboarding call" },
    effect: {
      name: "CustomOffer",
      given: [{ customOfferType: "Onboarding call", guid: "g", data: { minutes: 30 } }],
      url: null,
    },
  })
})
