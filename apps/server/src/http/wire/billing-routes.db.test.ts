import type { Mode } from "@holdfast/protocol"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { readDelivery } from "../../billing/stripe/events/read-delivery.ts"
import { signed, stripeEvent } from "../../billing/stripe/events/testing/stripe-events.ts"
import { fakeSystem } from "../../billing/testing/fake-system.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { bodyLimits } from "../bodies.ts"

let server: TestApp
let shop: TestWorkspace
let unconnected: TestWorkspace
const secrets: Partial<Record<Mode, string[]>> = { live: ["whsec_live"], test: ["whsec_new", "whsec_old"] }
const noon = new Date("2026-11-01T12:00:00.000Z")

beforeAll(async () => {
  server = await testApp({
    billing: {
      systemOf: async (workspaceId, mode) => {
        const its = workspaceId === shop.id ? secrets[mode] : undefined
        if (!its) return null
        return fakeSystem({ readDelivery: (headers, rawBody) => readDelivery(its, headers, rawBody, noon) })
      },
    },
  })
  shop = await server.addWorkspace("Shop")
  unconnected = await server.addWorkspace("Unconnected")
})
afterAll(() => server.close())
beforeEach(async () => {
  for (const table of ["billing_event", "billing_subscription", "billing_reading"] as const)
    await server.database.db.deleteFrom(table).execute()
})

const changed = stripeEvent("evt_1", "customer.subscription.updated", {
  id: "sub_1",
  customer: "cus_1",
  note: "ä \u2028 💸",
})

async function post(
  { rawBody, headers }: { rawBody: Buffer; headers: Record<string, string> },
  { appId }: { appId: string } = shop,
  address = "10.1.1.1",
) {
  const answer = await server.app.inject({
    method: "POST",
    url: `/v1/billing/stripe/${appId}`,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    payload: rawBody,
    remoteAddress: address,
  })
  const isJson = String(answer.headers["content-type"]).startsWith("application/json")
  return [answer.statusCode, isJson ? answer.json() : answer.body]
}

const stored = async () => ({
  events: await server.database.db
    .selectFrom("billing_event")
    .select([
      "workspace_id",
      "mode",
      "source",
      "id",
      "kind",
      "customer_id",
      "subscription_id",
      "amount_minor",
    ])
    .select(["currency", "happened_at", "received_at"])
    .orderBy("id")
    .execute(),
  heard: (
    await server.database.db
      .selectFrom("billing_subscription")
      .select("subscription_id")
      .where("heard_at", "is not", null)
      .execute()
  ).map(({ subscription_id }) => subscription_id),
  jobs: (await server.database.pool.query("select key from graphile_worker.jobs where key = 'ask-billing'"))
    .rowCount,
})

const taken = [200, { received: true }]

test("a signed event is kept once, in the mode whose secret signed it, and its subscription is asked about", async () => {
  for (let times = 0; times < 3; times += 1)
    expect(await post(signed(changed, "whsec_old", noon))).toEqual(taken)
  expect(await stored()).toEqual({
    events: [
      {
        workspace_id: shop.id,
        mode: "test",
        source: "stripe",
        id: "evt_1",
        kind: "subscriptionChanged",
        customer_id: "cus_1",
        subscription_id: "sub_1",
        amount_minor: null,
        currency: null,
        happened_at: new Date(1_767_225_600_000),
        received_at: noon,
      },
    ],
    heard: ["sub_1"],
    jobs: 1,
  })
})

test("a payment is kept with its amount, and nothing is asked for it", async () => {
  const invoice = { customer: "cus_1", amount_paid: 2900, currency: "USD" }
  expect(await post(signed(stripeEvent("evt_2", "invoice.paid", invoice), "whsec_live", noon))).toEqual(taken)
  const { events, heard } = await stored()
  expect(events).toMatchObject([{ mode: "live", kind: "invoicePaid", amount_minor: 2900, currency: "usd" }])
  expect(heard).toEqual([])
})

test("an event that says nothing of a subscription is answered as taken, so that it does not come again", async () => {
  const other = stripeEvent("evt_3", "customer.updated", { id: "cus_1" })
  expect(await post(signed(other, "whsec_live", noon))).toEqual(taken)
  expect((await stored()).events).toEqual([])
})

test("what nobody signed, or too long ago, is refused with the reason and leaves nothing", async () => {
  const late = new Date(noon.getTime() - 301_000)
  expect(await post(signed(changed, "whsec_new", late))).toEqual([
    401,
    "The signature is older than 5 minutes; the clocks of both servers must be right.",
  ])
  const wrong = [401, "The signature was not made with the signing secret of this connection."]
  expect(await post(signed(changed, "whsec_guessed", noon))).toEqual(wrong)
  const { headers } = signed(changed, "whsec_live", noon)
  expect(await post({ headers, rawBody: Buffer.from('{"broken": ') })).toEqual(wrong)
  expect(await post({ headers, rawBody: Buffer.alloc(0) })).toEqual(wrong)
  expect(await post({ headers: {}, rawBody: Buffer.from("{}") })).toEqual([
    401,
    "The header stripe-signature is missing.",
  ])
  expect(await stored()).toMatchObject({ events: [], heard: [] })
})

test("a workspace without a connection, and an App ID of nobody, are told as such", async () => {
  const delivery = signed(changed, "whsec_live", noon)
  expect(await post(delivery, unconnected)).toEqual([404, "This workspace has not connected Stripe."])
  expect(await post(delivery, { appId: "nobody" })).toEqual([404, "No workspace has this App ID."])
})

test("a body that is too long or of another type is refused before anything looks at it", async () => {
  const long = { headers: {}, rawBody: Buffer.alloc(bodyLimits.session + 1, "x") }
  expect(await post(long)).toEqual([413, expect.stringContaining("at most 1 MB is accepted.")])
  const [status] = await post({
    headers: { "content-type": "application/xml" },
    rawBody: Buffer.from("<a/>"),
  })
  expect(status).toBe(415)
})

test("whoever floods an address with wrong signatures is refused, and signed events still come through", async () => {
  const wrong = signed(changed, "whsec_guessed", noon)
  for (let times = 0; times < 300; times += 1) await post(wrong, shop, "10.9.9.9")
  expect(await post(wrong, shop, "10.9.9.9")).toEqual([
    429,
    expect.stringContaining("Too many deliveries from this address that nobody signed; wait"),
  ])
  expect(await post(signed(changed, "whsec_live", noon), shop, "10.9.9.9")).toEqual(taken)
})
