import type { BillingSystem } from "../../billing-system.ts"
import { fakeProvider } from "../../testing/fake-provider.ts"

/** A connected billing system for tests, which knows nobody and has no events unless the test says so. */
export const fakeSystem = (answers: Partial<BillingSystem>): BillingSystem => ({
  ...fakeProvider({}),
  name: "stripe",
  facts: async () => null,
  preview: async () => ({ kind: "refused", reason: "Nothing can be changed." }),
  readDelivery: () => ({ kind: "unsigned", reason: "The signature is wrong." }),
  eventsSince: async () => ({ events: [], cursor: "start", hasMore: false }),
  subscriptionState: async () => null,
  ...answers,
})
