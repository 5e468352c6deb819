import { expect, test } from "vitest"
import { snapshotOf } from "./direct-customer.ts"

test("takes what a session keeps of a customer, from the SDK's shape", () => {
  const customer = {
    id: "cus_1",
    email: "ada@example.com",
    name: "Ada",
    lastName: "L",
    metadata: { plan: "old", seats: 4 },
  }
  const subscription = {
    id: "sub_1",
    start: "2024-01-02T00:00:00.000Z",
    end: "2026-12-02T00:00:00.000Z",
    status: { name: "trial", start: "2026-11-01T00:00:00.000Z", end: "2026-11-15T00:00:00.000Z" },
    items: [
      {
        quantity: 3,
        price: {
          id: "price_1",
          duration: { interval: "year", intervalCount: 2 },
          amount: { value: 9900, currency: "eur" },
        },
      },
    ],
  }
  expect(snapshotOf(customer, [subscription], { plan: "new" })).toEqual({
    id: "cus_1",
    email: "ada@example.com",
    created: "2024-01-02T00:00:00.000Z",
    subscriptionId: "sub_1",
    subscriptionStart: "2024-01-02T00:00:00.000Z",
    subscriptionPeriodEnd: "2026-12-02T00:00:00.000Z",
    planId: "price_1",
    planPrice: 9900,
    currency: "eur",
    itemQuantity: 3,
    billingInterval: "YEAR",
    billingIntervalCount: 2,
    onTrial: true,
    paused: false,
    trialStart: "2026-11-01T00:00:00.000Z",
    trialEnd: "2026-11-15T00:00:00.000Z",
    customAttributes: { plan: "new", seats: 4 },
  })
})

test("reads the embed's flat interval, a pause, and the customer's currency", () => {
  const subscription = {
    status: { name: "paused", end: "2026-12-01" },
    items: [{ price: { id: "p", interval: "MONTH", amount: { value: 500 } } }],
  }
  expect(snapshotOf({ id: "c", currency: "gbp" }, [subscription], null)).toEqual({
    id: "c",
    planId: "p",
    planPrice: 500,
    currency: "gbp",
    billingInterval: "MONTH",
    billingIntervalCount: 1,
    onTrial: false,
    paused: true,
    pauseEnd: "2026-12-01",
  })
})

test("an interval that nobody knows is left out", () => {
  expect(snapshotOf({ id: "c" }, [{ items: [{ price: { interval: "fortnight" } }] }], null)).toEqual({
    id: "c",
  })
})

test("knows nothing of nobody", () => {
  expect(snapshotOf(null, null, null)).toEqual({})
})
