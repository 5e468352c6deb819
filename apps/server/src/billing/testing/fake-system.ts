import type { BillingSystem } from "../billing-system.ts"
import { fakeProvider } from "./fake-provider.ts"

/** A connected billing system for tests. It knows nobody and sends nothing, unless the test says so. */
export const fakeSystem = (answers: Partial<BillingSystem> = {}): BillingSystem => ({
  name: "stripe",
  facts: async () => null,
  failedPayments: async () => [],
  rawCustomer: async () => null,
  findUnknown: async () => ({ coupons: [], prices: [] }),
  preview: async () => ({ kind: "allowed", nextCharge: null, accessUntil: null }),
  readDelivery: () => ({ kind: "unsigned", reason: "Nothing is signed in tests." }),
  eventsSince: async () => ({ events: [], cursor: "", hasMore: false }),
  subscriptionState: async () => null,
  ...fakeProvider(answers),
  ...answers,
})
