import type { OfferTerms } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { offer } from "../run/run-fixtures.ts"
import { answer } from "../run/run-moves.ts"
import { startRun } from "../run/run-state.ts"
import { takenOffer } from "./offer-record.ts"
import { toAccept } from "./to-accept.ts"

const customer = { id: "cus_1" }
const plan = { id: "small", name: "Small", priceMinor: 900, currency: "usd", interval: "MONTH" }
const { answers } = answer(startRun({ id: null, segmentId: null, steps: [] }, 0, false, null), {
  pauseLength: 2,
})
const undertaking = (terms: OfferTerms) => {
  const taken = offer("g", terms)
  return toAccept(customer, taken, takenOffer(taken, answers), "b1")
}

test("a discount without an end says so to the handler, and the coupon to the server", () => {
  const coupon = { couponId: "x", couponType: "AMOUNT", couponAmount: 500, couponDuration: null }
  expect(
    undertaking({
      offerType: "DISCOUNT",
      coupon: { id: "x", couponType: "AMOUNT", couponAmount: 500, currency: "usd", couponDuration: null },
    }),
  ).toEqual({
    handler: "handleDiscount",
    handlerArgs: [customer, coupon],
    listener: "onDiscount",
    listenerArgs: [customer, coupon],
    action: { action: "discount", body: { coupon: "x", blueprintId: "b1" } },
    goTo: null,
  })
})

test("a pause, a trial and a plan ask the handler and the server for the same", () => {
  const said = ([terms]: [OfferTerms]) => {
    const { handler, handlerArgs, listener, listenerArgs, action } = undertaking(terms)
    return [handler, handlerArgs[1], listener, listenerArgs[1], action]
  }
  expect([
    said([{ offerType: "PAUSE", maxPauseLength: 3, pauseInterval: "WEEK" }]),
    said([{ offerType: "TRIAL_EXTENSION", days: 14 }]),
    said([{ offerType: "PLAN_CHANGE", plans: [plan] }]),
  ]).toEqual([
    [
      "handlePause",
      { pauseDuration: 2 },
      "onPause",
      { pauseDuration: 2 },
      { action: "pause", body: { duration: 2, interval: "week" } },
    ],
    [
      "handleTrialExtension",
      { trialExtensionDays: 14 },
      "onTrialExtension",
      { trialExtensionDays: 14 },
      { action: "extend-trial", body: { days: 14, blueprintId: "b1" } },
    ],
    [
      "handlePlanChange",
      { plan },
      "onPlanChange",
      { planId: "small" },
      { action: "change-plan", body: { planId: "small" } },
    ],
  ])
})

test("another page and support are no business of the server", () => {
  const url = "https://example.com/learn"
  const [redirect, contact, chat] = [
    undertaking({ offerType: "REDIRECT", url, label: "Learn" }),
    undertaking({ offerType: "CONTACT", url, label: "Write" }),
    undertaking({ offerType: "CONTACT", url: null, label: "Write" }),
  ]
  const elsewhere = { listener: null, listenerArgs: [], action: null }
  expect([redirect, contact, chat]).toEqual([
    {
      ...elsewhere,
      handler: "handleRedirect",
      handlerArgs: [customer, { redirectLabel: "Learn", redirectUrl: url }],
      goTo: { url, inNewTab: false },
    },
    {
      ...elsewhere,
      handler: "handleSupportRequest",
      handlerArgs: [customer],
      goTo: { url, inNewTab: true },
    },
    { ...elsewhere, handler: "handleSupportRequest", handlerArgs: [customer], goTo: null },
  ])
})
