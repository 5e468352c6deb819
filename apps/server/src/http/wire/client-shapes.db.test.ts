import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** The shapes in which the public clients send a customer and a subscription: each records plan, price and times. */

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  await server.database.db.updateTable("workspace").set({ accepts_unverified: true }).execute()
})
afterAll(() => server.close())
beforeEach(() => pastTheLog(server.database, (trx) => trx.deleteFrom("session").execute()))

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const customer = { id: "cus_1", email: "ada@example.com" }
const start = "2025-01-05T10:00:00.000Z"
const period = { start: "2026-10-05T10:00:00.000Z", end: "2026-11-05T10:00:00.000Z" }

const nested = {
  id: "price_1",
  type: "standalone",
  duration: { interval: "month", intervalCount: 1 },
  amount: { model: "fixed", value: 2900, currency: "usd" },
}
const flat = { id: "price_1", interval: "month", intervalCount: 1, amount: 2900, currency: "usd" }

/** With Paddle the hash is over the subscription, which the client has to name. */
const paddle = { customerId: "ctm_1", subscriptionId: "sub_1" }

const post = (url: string, payload: object, headers: object = {}) =>
  server.app.inject({ method: "POST", url, payload, headers: { "x-ck-app": shop.appId, ...headers } })
const proven = (id = "cus_1") => ({ "x-ck-customer": id, "x-ck-authorization": authHash(shop, id) })
const provenByPaddle = () => ({
  "x-ck-customer": paddle.customerId,
  "x-ck-subscription": paddle.subscriptionId,
  "x-ck-authorization": authHash(shop, paddle.subscriptionId),
})

const open = (more: object) =>
  post("/v1/flow/open", {
    ...{ app: shop.appId, customerId: "cus_1", authHash: authHash(shop, "cus_1") },
    ...{ run: randomUUID(), startedAt: noon, sentAt: noon, customer },
    ...more,
  })

const stored = async () => {
  const { detail, ...row } = await server.database.db
    .selectFrom("session")
    .select(["customer_id", "customer_email", "plan_id", "plan_price", "currency", "billing_interval"])
    .select(["subscription_start", "detail"])
    .executeTakeFirstOrThrow()
  const { subscriptionPeriodEnd } = (detail as { customer?: Record<string, unknown> }).customer ?? {}
  return { ...row, subscriptionPeriodEnd }
}
const whole = {
  customer_id: "cus_1",
  customer_email: "ada@example.com",
  plan_id: "price_1",
  plan_price: 2900,
  currency: "usd",
  billing_interval: "MONTH",
  subscription_start: new Date(start),
  subscriptionPeriodEnd: period.end,
}

for (const [priceShape, price] of [
  ["a nested price", nested],
  ["a flat price", flat],
] as const) {
  for (const [statusShape, status] of [
    ["a status with its period", { status: { name: "active", currentPeriod: period }, start }],
    ["a status as a text", { status: "active", start, end: period.end }],
  ] as const) {
    const subscriptions = [{ id: "sub_1", customerId: "cus_1", ...status, items: [{ price, quantity: 1 }] }]

    test(`the embed in direct mode, ${priceShape}, ${statusShape}`, async () => {
      const answer = await open({ subscriptions })
      expect([answer.statusCode, answer.json().ignored]).toEqual([200, undefined])
      expect(await stored()).toEqual(whole)
    })

    test(`the embed with Paddle, ${priceShape}, ${statusShape}`, async () => {
      const who = { ...paddle, authHash: authHash(shop, "sub_1"), provider: "paddle" }
      const answer = await open({ ...who, customer: { ...customer, id: "ctm_1" }, subscriptions })
      expect([answer.statusCode, answer.json().ignored]).toEqual([200, undefined])
      expect(await stored()).toEqual({ ...whole, customer_id: "ctm_1" })
    })

    test(`an SDK with Paddle whose config call has the customer, ${priceShape}, ${statusShape}`, async () => {
      const url = `/v1/api/orgs/${shop.appId}/cancel-flow/config`
      const answer = await post(url, { customer, subscriptions }, provenByPaddle())
      expect(answer.statusCode, answer.body).toBe(200)
      expect(await stored()).toEqual({ ...whole, customer_id: "ctm_1" })
    })

    test(`an SDK in token mode whose config call has the customer, ${priceShape}, ${statusShape}`, async () => {
      const url = `/v1/api/orgs/${shop.appId}/cancel-flow/config`
      const answer = await post(url, { customer, subscriptions }, proven())
      expect(answer.statusCode, answer.body).toBe(200)
      expect(await stored()).toEqual(whole)
    })
  }
}

const snapshot = {
  ...customer,
  created: start,
  subscriptionStart: start,
  subscriptionPeriodEnd: period.end,
  planId: "price_1",
  planPrice: 2900,
  currency: "usd",
  billingInterval: "MONTH",
}

test.for([
  ["analytics mode", {}, "sdk-react", "cus_1"],
  ["token mode", proven, undefined, "cus_1"],
  ["token mode with Paddle", provenByPaddle, undefined, "ctm_1"],
] as const)("the post of an SDK in %s", async ([, headers, provider, id]) => {
  const body = { mode: "LIVE", canceled: true, embedVersion: "sdk-react", provider, customer: snapshot }
  const sent = typeof headers === "function" ? headers() : headers
  const answer = await post("/v1/api/sessions/sdk", body, sent)
  expect([answer.statusCode, answer.json().ignored]).toEqual([200, undefined])
  expect(await stored()).toEqual({ ...whole, customer_id: id })
})

test("an SDK in token mode is answered with what its config call has of the customer, as it writes it itself", async () => {
  const url = `/v1/api/orgs/${shop.appId}/cancel-flow/config`
  const billed = (interval: string) => {
    const price = { ...nested, interval, duration: { interval, intervalCount: 1 } }
    return [{ id: "sub_1", start, status: { name: "active" }, items: [{ price, quantity: 1 }] }]
  }
  const answer = await post(url, { customer, subscriptions: billed("Monthly") }, proven())
  expect(answer.json().customer).toEqual(customer)
  expect(answer.json().subscriptions).toEqual(billed("month"))
})

test("an SDK in token mode that knows nothing of the customer leaves an id, a subscription and attributes", async () => {
  const url = `/v1/api/orgs/${shop.appId}/cancel-flow/config`
  const attributes = { email: "ada@example.com", plan: "pro" }
  const headers = { ...proven(), "x-ck-subscription": "sub_1" }
  const config = await post(url, { customAttributes: attributes }, headers)
  expect([config.json().customer, config.json().subscriptions]).toEqual([{ id: "cus_1" }, []])
  // what the SDK makes of that answer
  const said = { id: "cus_1", subscriptionId: "sub_1", customAttributes: attributes }
  const { blueprintId } = config.json()
  const answer = await post(
    "/v1/api/sessions/sdk",
    { mode: "LIVE", canceled: true, blueprintId, customer: said },
    headers,
  )
  expect([answer.statusCode, answer.json().ignored]).toEqual([200, undefined])
  expect(await stored()).toMatchObject({
    customer_id: "cus_1",
    customer_email: null,
    plan_id: null,
    plan_price: null,
  })
  const { detail } = await server.database.db
    .selectFrom("session")
    .select(["detail"])
    .executeTakeFirstOrThrow()
  expect(detail).toMatchObject({ customer: { customAttributes: attributes } })
})

test("a customer id in letters beyond ASCII, in UTF-8 as servers send it", async () => {
  const id = "kundin_müller_é"
  const bytes = Buffer.from(id).toString("latin1")
  const headers = { "x-ck-customer": bytes, "x-ck-authorization": authHash(shop, id) }
  const answer = await post("/v1/api/sessions/sdk", { mode: "LIVE", canceled: true }, headers)
  expect(answer.statusCode, answer.body).toBe(200)
  expect((await stored()).customer_id).toBe(id)
})
