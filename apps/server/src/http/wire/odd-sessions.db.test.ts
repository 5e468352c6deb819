import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** Sessions as the public clients really send them. None may be lost to a field. */

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
})
afterAll(() => server.close())
beforeEach(() => pastTheLog(server.database, (trx) => trx.deleteFrom("session").execute()))

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const stored = () =>
  server.database.db
    .selectFrom("session")
    .select([
      "outcome",
      "plan_id",
      "plan_price",
      "billing_interval",
      "subscription_start",
      "on_trial",
      "offer_type",
    ])
    .executeTakeFirstOrThrow()

const open = async (payload: object) => {
  const caller = { app: shop.appId, customerId: "cus_1", authHash: authHash(shop, "cus_1") }
  const run = { run: randomUUID(), startedAt: noon, sentAt: noon }
  const answer = await server.app.inject({
    method: "POST",
    url: "/v1/flow/open",
    payload: { ...caller, ...run, ...payload },
  })
  return {
    status: answer.statusCode,
    ignored: answer.json().ignored?.map(({ path }: { path: string }) => path) ?? [],
  }
}

const price = {
  id: "price_1",
  duration: { interval: "month", intervalCount: "3" },
  amount: { value: "2900", currency: "usd" },
}

test.for([
  ["a status as a text", { status: "trialing", start: 1736071200 }, true],
  [
    "a state of the billing system's own",
    { status: { name: "past_due" }, start: "Jan 5, 2025 10:00" },
    false,
  ],
  [
    "a period that ends in 9999",
    { status: { name: "active" }, start: "2025-01-05 10:00:00", end: "9999-12-31" },
    false,
  ],
] as const)(
  "direct mode with %s opens a session with plan, price and times",
  async ([, subscription, isTrial]) => {
    const { status, ignored } = await open({ subscriptions: [{ ...subscription, items: [{ price }] }] })
    expect([status, ignored]).toEqual([200, "end" in subscription ? ["subscriptions[0].end"] : []])
    expect(await stored()).toEqual({
      outcome: "open",
      plan_id: "price_1",
      plan_price: 2900,
      billing_interval: "MONTH",
      subscription_start: new Date("2025-01-05T10:00:00.000Z"),
      on_trial: isTrial,
      offer_type: null,
    })
  },
)

test("attributes may be objects and lists, as they may be in analytics mode", async () => {
  expect(await open({ customerAttributes: { team: { size: 3 }, tags: ["a"], plan: "pro" } })).toEqual({
    status: 200,
    ignored: [],
  })
})

test.for([
  ["subscriptionStart", "Jan 5, 2025", []],
  ["created", 1736071200, []],
  ["created", 1970, ["customer.created"]],
  ["created", "1999-01-01", ["customer.created"]],
  ["planPrice", "2900", []],
  ["planPrice", "29.00", ["customer.planPrice"]],
  ["billingInterval", "quarter", []],
  ["billingInterval", "one_time", ["customer.billingInterval"]],
  ["billingInterval", "", []],
  ["onTrial", "yes", ["customer.onTrial"]],
  ["customAttributes", "none", ["customer.customAttributes"]],
] as const)(
  "a post of an SDK whose %s is %j is recorded with its decision",
  async ([field, value, ignored]) => {
    const answer = await server.app.inject({
      method: "POST",
      url: "/v1/api/sessions/sdk",
      headers: {
        "x-ck-app": shop.appId,
        "x-ck-customer": "cus_1",
        "x-ck-authorization": authHash(shop, "cus_1"),
      },
      payload: {
        acceptedOffer: {
          offerType: "discount",
          couponType: "percent",
          couponAmount: "20",
          couponDuration: "forever",
        },
        customer: { id: "cus_1", planId: "price_1", [field]: value },
      },
    })
    expect([answer.statusCode, answer.json().ignored.map(({ path }: { path: string }) => path)]).toEqual([
      200,
      ["acceptedOffer.couponDuration", ...ignored],
    ])
    expect(await stored()).toMatchObject({ outcome: "saved", plan_id: "price_1", offer_type: "DISCOUNT" })
  },
)
