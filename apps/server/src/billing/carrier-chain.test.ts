import type { FlowAction } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { carrierChain } from "./carrier-chain.ts"
import type { BillingRequest } from "./provider.ts"
import { fakeProvider } from "./testing/fake-provider.ts"

const never = new AbortController().signal

const carrier = (name: string, actions: readonly FlowAction[]) => ({
  name,
  provider: fakeProvider({
    capabilities: () => new Set(actions),
    carryOut: async () => ({ kind: "refused", reason: name }),
    outcomeOf: async () => ({ kind: "refused", reason: name }),
  }),
})

const request = (action: "cancel" | "pause" | "rebate", sentTo: string | null = null): BillingRequest => ({
  ...{ id: "r", mode: "live", customerId: "cus_1", subscriptionId: null, requestedAt: new Date(0), sentTo },
  act: { action, body: {} } as BillingRequest["act"],
})

test("each action is carried out by the first who can, and nobody can do what none can", async () => {
  const chain = carrierChain([carrier("stripe", ["cancel"]), carrier("webhook", ["cancel", "pause"])])
  expect([...chain.capabilities()].sort()).toEqual(["cancel", "pause"])
  expect([chain.carrierOf?.("cancel"), chain.carrierOf?.("pause"), chain.carrierOf?.("rebate")]).toEqual([
    "stripe",
    "webhook",
    null,
  ])
  expect(await chain.carryOut(request("cancel"), never)).toMatchObject({ reason: "stripe" })
  expect(await chain.carryOut(request("pause"), never)).toMatchObject({ reason: "webhook" })
  expect(await chain.carryOut(request("rebate"), never)).toMatchObject({ kind: "failed" })
})

test("what became of a request says only whom it was sent to, also when somebody else would get it now", async () => {
  const all = [carrier("stripe", ["cancel"]), carrier("webhook", ["cancel"])]
  const outcome = (sentTo: string | null, carriers = all) =>
    carrierChain(carriers).outcomeOf(request("cancel", sentTo), never)
  expect(await outcome("webhook")).toMatchObject({ reason: "webhook" })
  expect(await outcome("stripe")).toMatchObject({ reason: "stripe" })
  expect(await outcome(null)).toMatchObject({ reason: "stripe" })
  expect(await outcome("stripe", all.slice(1))).toEqual({ kind: "unknown" })
})
