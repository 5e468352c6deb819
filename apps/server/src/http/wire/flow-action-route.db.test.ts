import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { carrierChain } from "../../billing/carrier-chain.ts"
import type { BillingProvider, RequestOutcome } from "../../billing/provider.ts"
import { fakeProvider } from "../../billing/testing/fake-provider.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

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
  await server.database.db.deleteFrom("action_request").execute()
})

const proof = (customerId = "cus_1") => ({
  app: shop.appId,
  customerId,
  authHash: authHash(shop, customerId),
})

const send = (path: string, payload: object) =>
  server.app.inject({
    method: "POST",
    url: `/v1/flow/${path}`,
    headers: { "content-type": "text/plain;charset=UTF-8" },
    payload: JSON.stringify(payload),
  })

const cancel = { action: "cancel", body: { cancelAtPeriodEnd: true } }
const pause = { action: "pause", body: { duration: 2, interval: "month" } }
const ask = async (run = randomUUID(), customerId = "cus_1", act: object = cancel) => {
  const { statusCode, headers, body } = await send("action", { ...proof(customerId), run, ...act })
  const isJson = String(headers["content-type"]).startsWith("application/json")
  return [statusCode, isJson ? JSON.parse(body) : body]
}

const stored = () =>
  server.database.db
    .selectFrom("action_request")
    .select(["session_id", "customer_id", "mode", "action", "body", "state", "settled_at"])
    .execute()

test("without a provider what is asked is on record with its session, once, and nobody is said to have done it", async () => {
  const run = randomUUID()
  const opened = await send("open", { ...proof(), run, startedAt: 1000, sentAt: 1000 })
  expect(await ask(run)).toEqual([202, { recorded: true }])
  expect(await ask(run)).toEqual([202, { recorded: true }])
  expect(await stored()).toEqual([
    {
      session_id: opened.json().sessionId,
      customer_id: "cus_1",
      mode: "live",
      action: "cancel",
      body: { cancelAtPeriodEnd: true },
      state: "asked",
      settled_at: null,
    },
  ])
})

test("a body that the action does not take is told by its field, and not recorded", async () => {
  const sentences = [
    [{ action: "pause", body: {} }, "body: duration is missing."],
    [{ action: "discount", body: { coupon: 5 } }, "body: coupon is a number; it takes string."],
    [{ action: "extend-trial", body: { days: -1 } }, "body: days is -1; it takes at least 0."],
  ] as const
  for (const [act, sentence] of sentences)
    expect(await ask(randomUUID(), "cus_1", act)).toEqual([422, sentence])
  expect(await stored()).toEqual([])
})

test.for<[RequestOutcome, unknown[]]>([
  [{ kind: "applied" }, [202, { recorded: true, state: "applied" }]],
  [
    { kind: "scheduled", at: new Date("2026-12-01T00:00:00Z") },
    [202, { recorded: true, state: "scheduled", scheduledFor: "2026-12-01T00:00:00.000Z" }],
  ],
  [{ kind: "refused", reason: "Pay the open invoice first." }, [402, "Pay the open invoice first."]],
  [{ kind: "unknown" }, [202, { recorded: true, state: "unknown" }]],
])(
  "what the provider answers is what the widget is told, also when it asks again: %j",
  async ([outcome, told]) => {
    provider = fakeProvider({ carryOut: async () => outcome })
    const run = randomUUID()
    const askForPause = () => ask(run, "cus_1", pause)
    expect([await askForPause(), await askForPause()]).toEqual([told, told])
    expect(await stored()).toMatchObject([{ state: outcome.kind }])
  },
)

test("a cancellation that the provider refuses is requested all the same, and a person is called", async () => {
  provider = fakeProvider({ carryOut: async () => ({ kind: "refused", reason: "It follows a schedule." }) })
  expect(await ask()).toEqual([202, { recorded: true }])
  const rows = await server.database.db
    .selectFrom("action_request")
    .select(["state", "person_called_at", "last_error"])
    .execute()
  const called = new Date("2026-11-01T12:00:00.000Z")
  expect(rows).toEqual([{ state: "asked", person_called_at: called, last_error: "It follows a schedule." }])
})

test("an offer that nobody can carry out is refused, so it is never told as done", async () => {
  const sentence = "This offer cannot be applied at the moment. Nothing was changed."
  expect(await ask(randomUUID(), "cus_1", pause)).toEqual([402, sentence])
  expect(await stored()).toMatchObject([{ action: "pause", state: "refused" }])
})

const resume = { action: "resume", body: {} }

test("a pause is ended once, of no session's decision, and the customer reads why where nobody can end it", async () => {
  const nobody = "Your subscription cannot be resumed at the moment. Nothing was changed."
  expect(await ask(randomUUID(), "cus_1", resume)).toEqual([402, nobody])
  const system = fakeProvider({ carryOut: async () => ({ kind: "applied" }) })
  provider = system
  const run = randomUUID()
  for (const _ of [1, 2])
    expect(await ask(run, "cus_1", resume)).toEqual([202, { recorded: true, state: "applied" }])
  expect(system.sent.map(({ act }) => act)).toEqual([{ action: "resume", body: {} }])
  expect(system.terms).toEqual([{ isOffered: true, reason: null, rebate: null }])
})

test("a pause that the page has ended itself is recorded as done, once, and sent to nobody", async () => {
  const system = fakeProvider({})
  provider = system
  const run = randomUUID()
  const byPage = { action: "resume", body: { byPage: true } }
  for (const _ of [1, 2])
    expect(await ask(run, "cus_1", byPage)).toEqual([202, { recorded: true, state: "applied" }])
  expect(await ask(run, "cus_2", byPage)).toEqual([409, expect.stringContaining("another customer")])
  expect(system.sent).toEqual([])
  expect(await stored()).toMatchObject([{ action: "resume", state: "applied", customer_id: "cus_1" }])
})

test("a provider that throws, or hangs beyond its limit, is no error of ours: it is requested", async () => {
  const failing = async () => {
    throw new Error("socket hang up")
  }
  for (const carryOut of [failing, () => new Promise<never>(() => {})]) {
    provider = fakeProvider({ carryOut })
    expect(await ask()).toEqual([202, { recorded: true, state: "unknown" }])
  }
  expect(await stored()).toMatchObject([{ state: "unknown" }, { state: "unknown" }])
})

test("a run of another customer answers nothing of what became of it", async () => {
  const run = randomUUID()
  await ask(run, "cus_1")
  const sentence = "run belongs to a request of another customer or mode."
  expect(await ask(run, "cus_2")).toEqual([409, sentence])
  expect(await stored()).toMatchObject([{ customer_id: "cus_1" }])
})
