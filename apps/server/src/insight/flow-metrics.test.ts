import { expect, test } from "vitest"
import { flowMetrics } from "./flow-metrics.ts"

const not_available = [
  {
    fields: ["boostedRevenueUSD", "averageBoostedRevenueUSD"],
    reason: "No billing provider is connected, so what customers paid afterwards is not known.",
  },
]

test("100 sessions with 40 saved, 50 cancelled and 10 abandoned have a save rate of 0.4", () => {
  expect(
    flowMetrics([
      { saveType: "ABANDON", verified: true, count: 10 },
      { saveType: "DISCOUNT", verified: true, count: 15 },
      { saveType: "PAUSE", verified: true, count: 20 },
      { saveType: "PAUSE", verified: false, count: 5 },
      { saveType: null, verified: true, count: 48 },
      { saveType: null, verified: false, count: 2 },
    ]),
  ).toEqual({
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

test("without any session there is no rate", () => {
  expect(flowMetrics([])).toEqual({
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
  expect(flowMetrics([{ saveType: null, verified: true, count: 29 }]).sampleSizeWarning).toBe(true)
  expect(flowMetrics([{ saveType: null, verified: true, count: 30 }]).sampleSizeWarning).toBe(false)
})
