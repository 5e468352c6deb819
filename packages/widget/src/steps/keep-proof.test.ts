import { expect, test } from "vitest"
import { keepProof } from "./keep-proof.ts"

test("once a run is opened it says who asks, and nothing else of the customer", () => {
  const proof = { app: "abc", customerId: "cus_1", authHash: "f00d", subscriptionId: "sub_1", mode: "test" }
  const run = {
    caller: {
      ...proof,
      customer: { email: "ada@example.com" },
      subscriptions: [{ id: "sub_1" }],
      customerAttributes: { seats: 4 },
    },
  }
  keepProof(run)
  expect(run.caller).toEqual(proof)
})
