import type { Figures, OutcomeRow } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { flowMetricsOf } from "./flow-metrics.ts"
import { rateOf } from "./rate.ts"

const not_available = [
  {
    fields: ["boostedRevenueUSD", "averageBoostedRevenueUSD"],
    reason: "No billing provider is connected, so what customers paid afterwards is not known.",
  },
]

const figures = (saved: number, canceled: number, abandoned: number, unverified = 0): Figures => {
  const sessions = saved + canceled + abandoned
  return {
    ...{ sessions, saved, canceled, abandoned, unverified },
    saveRate: rateOf(sessions - canceled, sessions),
    offerSaveRate: rateOf(saved, saved + canceled),
    ...{ value: [], unpriced: 0 },
  }
}
const ended = (
  outcome: OutcomeRow["outcome"],
  saveType: OutcomeRow["saveType"],
  count: number,
): OutcomeRow => ({ outcome, saveType, share: rateOf(count, 100), before: null, value: [], unpriced: 0 })

test("100 sessions with 40 saved, 50 cancelled and 10 abandoned have a save rate of 0.4", () => {
  const outcomes = [
    ended("canceled", null, 50),
    ended("saved", "DISCOUNT", 15),
    ended("saved", "PAUSE", 25),
    ended("abandoned", "ABANDON", 10),
  ]
  expect(flowMetricsOf(figures(40, 50, 10, 7), outcomes, null)).toEqual({
    totalSessions: 100,
    unverifiedSessions: 7,
    customersSaved: 40,
    saveRate: 0.4,
    boostedRevenueUSD: null,
    averageBoostedRevenueUSD: null,
    sessionOutcomes: {
      saved: { total: 40, byOfferType: { DISCOUNT: 15, PAUSE: 25 } },
      canceled: 50,
      abandoned: 10,
    },
    sampleSizeWarning: false,
    summary: "100 sessions: 40 saved by an offer (40.0 %), 50 cancelled, 10 abandoned.",
    not_available,
  })
})

test("what was paid in dollars after saves is told in dollars, and each currency in its minor units", () => {
  const paid = [
    { currency: "eur", invoices: 2, amountMinor: 9900 },
    { currency: "usd", invoices: 30, amountMinor: 123_450 },
  ]
  expect(flowMetricsOf(figures(40, 50, 10), [], paid)).toMatchObject({
    boostedRevenueUSD: 1234.5,
    averageBoostedRevenueUSD: 1234.5 / 40,
    boostedRevenue: [
      { currency: "eur", minor: 9900, invoices: 2 },
      { currency: "usd", minor: 123_450, invoices: 30 },
    ],
    not_available: [],
  })
  expect(flowMetricsOf(figures(0, 3, 0), [], [])).toMatchObject({
    ...{ boostedRevenueUSD: 0, averageBoostedRevenueUSD: null, boostedRevenue: [] },
  })
})

test("without any session there is no rate", () => {
  expect(flowMetricsOf(figures(0, 0, 0), [], null)).toEqual({
    totalSessions: 0,
    unverifiedSessions: 0,
    customersSaved: 0,
    saveRate: null,
    boostedRevenueUSD: null,
    averageBoostedRevenueUSD: null,
    sessionOutcomes: { saved: { total: 0, byOfferType: {} }, canceled: 0, abandoned: 0 },
    sampleSizeWarning: true,
    summary: "No sessions.",
    not_available,
  })
})

test("fewer than 30 sessions are a small sample", () => {
  expect(flowMetricsOf(figures(0, 29, 0), [], null).sampleSizeWarning).toBe(true)
  expect(flowMetricsOf(figures(0, 30, 0), [], null).sampleSizeWarning).toBe(false)
})
