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
      { saveType: "ABANDON", count: 10 },
      { saveType: "DISCOUNT", count: 15 },
      { saveType: "PAUSE", count: 25 },
      { saveType: null, count: 50 },
    ]),
  ).toEqual({
    totalSessions: 100,
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
  expect(flowMetrics([{ saveType: null, count: 29 }]).sampleSizeWarning).toBe(true)
  expect(flowMetrics([{ saveType: null, count: 30 }]).sampleSizeWarning).toBe(false)
})
