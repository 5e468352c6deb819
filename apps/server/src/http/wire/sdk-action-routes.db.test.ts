import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { carrierChain } from "../../billing/carrier-chain.ts"
import type { BillingProvider, RequestOutcome } from "../../billing/provider.ts"
import { fakeProvider } from "../../billing/testing/fake-provider.ts"
import { flowToken, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

const noon = Date.parse("2026-11-01T12:00:00.000Z")

let provider: BillingProvider
let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp({ billing: { providerOf: async () => provider, limitMs: 50 } })
  shop = await server.addWorkspace("Shop")
})
afterAll(() => server.close())
beforeEach(async () => {
  provider = carrierChain([])
  server.setTime("2026-11-01T12:00:00.000Z")
  await server.database.db.deleteFrom("action_request").execute()
})

const act = async (action: string, payload: object) => {
  const { statusCode, headers, body } = await server.app.inject({
    method: "POST",
    url: `/v1/api/orgs/${shop.appId}/cancel-flow/actions/${action}`,
    headers: {
      "x-ck-app": shop.appId,
      "x-hf-token": flowToken(shop, { c: "cus_1", s: "sub_1", m: "live", t: noon }),
    },
    payload,
  })
  const isJson = String(headers["content-type"]).startsWith("application/json")
  return [statusCode, isJson ? JSON.parse(body) : body]
}

const asked = {
  discount: { coupon: "SAVE30", blueprintId: "b" },
  pause: { duration: 2, interval: "month" },
  cancel: { cancelAtPeriodEnd: true },
  "change-plan": { planId: "basic" },
  "extend-trial": { days: 7 },
  rebate: {},
}

test("without a provider a cancellation is recorded and answered with a 2xx, and an offer is refused", async () => {
  let second = 0
  const refused = [402, "This offer cannot be applied at the moment. Nothing was changed."]
  for (const [action, body] of Object.entries(asked)) {
    server.setTime(Date.parse("2026-11-01T12:00:00Z") + 1000 * second++)
    expect(await act(action, body)).toEqual(action === "cancel" ? [200, { recorded: true }] : refused)
  }
  const rows = await server.database.db
    .selectFrom("action_request")
    .select(["action", "body", "customer_id", "subscription_id", "state"])
    .orderBy("requested_at")
    .execute()
  const whose = { customer_id: "cus_1", subscription_id: "sub_1" }
  const stateOf = (action: string) => (action === "cancel" ? "asked" : "refused")
  expect(rows).toEqual(
    Object.entries(asked).map(([action, body]) => ({ action, body, ...whose, state: stateOf(action) })),
  )
})

test("the provider gets each action with its own body, and another request each time", async () => {
  const fake = fakeProvider({ carryOut: async () => ({ kind: "applied" }) })
  provider = fake
  for (const [action, body] of Object.entries(asked)) {
    expect(await act(action, body)).toEqual([200, { recorded: true, state: "applied" }])
  }
  await act("rebate", {})
  expect(fake.sent.map((request) => request.act)).toEqual([
    ...Object.entries(asked).map(([action, body]) => ({ action, body })),
    { action: "rebate", body: {} },
  ])
})

test("a body that an action does not take is told by its field", async () => {
  expect(await act("pause", { duration: "long", interval: "month" })).toEqual([
    422,
    'duration is "long"; it takes number.',
  ])
  expect(await act("pause", { duration: 2, interval: "day" })).toEqual([
    422,
    'interval is "day"; it takes one of month, week.',
  ])
  expect(await act("discount", {})).toEqual([422, "coupon is missing."])
})

test.for<[RequestOutcome, unknown[]]>([
  [
    { kind: "scheduled", at: new Date("2026-12-01T00:00:00Z") },
    [200, { recorded: true, state: "scheduled", scheduledFor: "2026-12-01T00:00:00.000Z" }],
  ],
  // the SDK throws the body's text and stays on its step
  [{ kind: "refused", reason: "Pay the open invoice first." }, [402, "Pay the open invoice first."]],
  [{ kind: "unknown" }, [200, { recorded: true, state: "unknown" }]],
])("what the provider answers is what the SDK is told: %j", async ([outcome, told]) => {
  provider = fakeProvider({ carryOut: async () => outcome })
  expect(await act("pause", asked.pause)).toEqual(told)
})

test("a provider that hangs beyond its limit is no error of ours: it is requested", async () => {
  provider = fakeProvider({ carryOut: () => new Promise<never>(() => {}) })
  expect(await act("cancel", {})).toEqual([200, { recorded: true, state: "unknown" }])
})
