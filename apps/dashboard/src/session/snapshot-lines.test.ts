import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { snapshotLines } from "./snapshot-lines.ts"

beforeEach(() => vi.stubEnv("TZ", "UTC"))
afterEach(() => vi.unstubAllEnvs())

const lines = (customer: Parameters<typeof snapshotLines>[0]) =>
  snapshotLines(customer).map(({ label, text }) => `${label}: ${text}`)

test("everything that is known is there once, own attributes and unknown fields included", () => {
  expect(
    lines({
      id: "cus_1",
      email: "a@example.com",
      planId: "price_1",
      planPrice: 2900,
      currency: "usd",
      billingInterval: "month",
      billingIntervalCount: 3,
      itemQuantity: 0,
      onTrial: false,
      subscriptionStart: "2024-08-12T00:00:00Z",
      created: "2024-08-12T00:00:00Z",
      subscriptionPeriodEnd: "2026-12-12T00:00:00Z",
      trialStart: "2024-08-12T00:00:00Z",
      trialEnd: "2024-08-26T00:00:00Z",
      paused: true,
      pauseEnd: "2026-12-01T00:00:00Z",
      subscriptionDiscount: {
        coupon: { id: "WELCOME15", couponType: "PERCENT", couponAmount: 15, couponDuration: 12 },
      },
      latestDiscountExpiration: "2027-01-01T00:00:00Z",
      customAttributes: { teamSize: 5, isNonprofit: false, tags: ["a", "b"], nothing: null },
      ...{ loyalty: "gold" },
    }),
  ).toEqual([
    "Plan: price_1",
    "Price: $29.00 every 3 months",
    "Seats: 0",
    "Subscribed since: 12 August 2024",
    "Paid period: until 12 December 2026",
    "On trial: No",
    "Trial: 12 August 2024 to 26 August 2024",
    "Paused at the time: Yes, until 1 December 2026",
    "Discount: 15% off for 12 months (coupon WELCOME15)",
    "Discount ends: 1 January 2027",
    "loyalty: gold",
    "teamSize: 5",
    "isNonprofit: no",
    'tags: ["a","b"]',
    "nothing: none",
  ])
})

test("a customer who is only an id has no lines", () => {
  expect(lines({ id: "cus_1", email: "a@example.com" })).toEqual([])
  expect(lines({})).toEqual([])
})

test("a discount in another shape is shown as it came", () => {
  expect(lines({ subscriptionDiscount: { percent: 5 } })).toEqual(['Discount: {"percent":5}'])
})

test("a calendar day is the same day wherever it is read, and an instant is the viewer's", () => {
  const dates = {
    subscriptionStart: "2024-08-12",
    subscriptionPeriodStart: "2026-11-01T00:00:00Z",
    subscriptionPeriodEnd: "2026-12-01T00:00:00.000Z",
    trialEnd: "2026-11-30",
    paused: true,
    pauseEnd: "2027-01-01T00:00:00+00:00",
    latestDiscountExpiration: "2027-01-01T03:30:00Z",
  }
  for (const [zone, ends] of [
    ["America/New_York", "31 December 2026"],
    ["UTC", "1 January 2027"],
    ["Asia/Tokyo", "1 January 2027"],
  ] as const) {
    vi.stubEnv("TZ", zone)
    expect(lines(dates)).toEqual([
      "Subscribed since: 12 August 2024",
      "Paid period: 1 November 2026 to 1 December 2026",
      "Trial: until 30 November 2026",
      "Paused at the time: Yes, until 1 January 2027",
      `Discount ends: ${ends}`,
    ])
  }
})
