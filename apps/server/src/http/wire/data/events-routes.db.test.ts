import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
})
afterAll(() => server.close())
beforeEach(async () => {
  for (const table of ["billing_event", "billing_subscription"] as const)
    await server.database.db.deleteFrom(table).execute()
})

async function post(path: string, body: unknown, key = shop.dataKeyLive) {
  const answer = await server.app.inject({
    method: "POST",
    url: path,
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": key, "content-type": "application/json" },
    payload: JSON.stringify(body),
  })
  return [answer.statusCode, answer.statusCode === 200 ? answer.json() : answer.body]
}

const events = () =>
  server.database.db
    .selectFrom("billing_event")
    .select([
      "mode",
      "source",
      "kind",
      "customer_id",
      "subscription_id",
      "amount_minor",
      "currency",
      "happened_at",
    ])
    .orderBy("happened_at")
    .orderBy("kind")
    .execute()

const subscriptions = () =>
  server.database.db
    .selectFrom("billing_subscription")
    .select([
      "subscription_id",
      "customer_id",
      "status",
      "ends_at",
      "resumes_at",
      "decided_at",
      "ended_by",
      "as_of",
    ])
    .select("heard_at")
    .orderBy("subscription_id")
    .execute()

const march = new Date("2026-03-01T00:00:00.000Z")
const standing = {
  ...{ subscription_id: "sub_1", customer_id: "cus_1", ends_at: null, resumes_at: null },
  ...{ decided_at: null, ended_by: null, as_of: march, heard_at: null },
}

test("a payment is kept once, in whatever spelling it comes, with a test key as one of tests", async () => {
  const paid = {
    event: "Invoice Paid",
    customerId: "cus_1",
    eventDate: "2026-03-01",
    eventData: { subscriptionId: "sub_1", amount: 2900, currency: "usd" },
  }
  const other = {
    event: "invoice.paid",
    uid: "cus_1",
    createdAt: "2026-03-01 00:00",
    eventData: { subscriptionId: "sub_1", amount: "2900", currency: "USD" },
  }
  for (const [path, body] of [
    ["/v1/data/events", paid],
    ["/v1/api/events/new", other],
    ["/v1/events/track", paid],
    ["/v1/api/events/bulk", [paid, other]],
  ] as const)
    expect(await post(path, body, shop.dataKeyTest)).toMatchObject([200, { kept: expect.any(Number) }])
  expect(await events()).toEqual([
    {
      ...{ mode: "test", source: "api", kind: "invoicePaid", customer_id: "cus_1", subscription_id: "sub_1" },
      ...{ amount_minor: 2900, currency: "usd", happened_at: march },
    },
  ])
})

test.for<[string, string, object, object]>([
  ["Subscription Ended", "2026-03-01", {}, { status: "ended", ends_at: march, decided_at: march }],
  [
    "subscription.canceled",
    "2026-03-01",
    { endsAt: "2026-04-01", endedBy: "CUSTOMER" },
    { status: "active", ends_at: new Date("2026-04-01"), decided_at: march, ended_by: "customer" },
  ],
  [
    "Subscription Paused",
    "2026-03-01",
    { resumesAt: "2026-05-01" },
    { status: "paused", resumes_at: new Date("2026-05-01"), decided_at: march },
  ],
  ["subscription_resumed", "2026-03-01", {}, { status: "active" }],
  ["Trial Started", "2026-03-01", {}, { status: "trial" }],
  ["Subscription Updated", "2026-03-01", { status: "Unpaid" }, { status: "unpaid" }],
])("%s is how the subscription stands", async ([event, eventDate, data, expected]) => {
  const body = { event, customerId: "cus_1", eventDate, eventData: { subscriptionId: "sub_1", ...data } }
  expect(await post("/v1/data/events", body)).toEqual([200, { kept: 1 }])
  expect(await subscriptions()).toEqual([{ ...standing, ...expected }])
})

test("events that come in any order end in the state of the latest", async () => {
  const at = (eventDate: string, event: string) => ({ event, customerId: "cus_1", eventDate })
  const told = [
    at("2026-03-01T10:00:00Z", "Subscription Started"),
    at("2026-03-02T10:00:00Z", "Subscription Paused"),
    at("2026-03-03T10:00:00Z", "Subscription Ended"),
    // of the same moment, the end is the more final
    at("2026-03-03T10:00:00Z", "Subscription Resumed"),
  ]
  for (const order of [told, told.toReversed(), [...told.slice(2), ...told]]) {
    await server.database.db.deleteFrom("billing_subscription").execute()
    for (const event of order) await post("/v1/data/events", event)
    expect(await subscriptions()).toMatchObject([{ subscription_id: "cus_1", status: "ended" }])
    await server.database.db.deleteFrom("billing_subscription").execute()
    await post("/v1/data/events", order)
    expect(await subscriptions()).toMatchObject([{ subscription_id: "cus_1", status: "ended" }])
  }
})

test("what is known of a customer is kept as far as it says how their subscription stands", async () => {
  const path = "/v1/api/events/customer-update"
  const customerData = { subscriptionId: "sub_1", status: "paused", numFollowers: 21_600 }
  expect(await post(path, { customerId: "cus_1", customerData })).toEqual([200, { kept: 1 }])
  expect(await subscriptions()).toMatchObject([{ subscription_id: "sub_1", status: "paused" }])
  expect(
    await post(`${path}/set-users`, { customerId: "cus_1", user: { uid: "u", data: { name: "Ada" } } }),
  ).toEqual([
    200,
    {
      kept: 0,
      ignored: [
        {
          path: "customerData",
          why: "is not kept: of a customer Holdfast keeps how their subscription stands",
        },
      ],
    },
  ])
})

const paid = { event: "Invoice Paid", customerId: "cus_1", eventData: { amount: 2900, currency: "usd" } }

test.for<[string, unknown]>([
  ["customerId is missing; it takes the customer's id, as the flow knows them.", { event: "Invoice Paid" }],
  [
    "event is missing; it takes Subscription Started, Updated, Paused, Resumed or Ended, Trial Started, Invoice Paid, Payment Failed, or Payment Refunded.",
    { customerId: "cus_1" },
  ],
  [
    "eventData.amount is missing; it takes minor units, such as 2900.",
    { ...paid, eventData: { amount: "29.00", currency: "usd" } },
  ],
  [
    "eventData.currency is missing; it takes a code of ISO 4217, such as usd.",
    { ...paid, eventData: { amount: 2900 } },
  ],
  [
    "eventData.status is missing; it takes one of active, trial, paused, unpaid, ended.",
    { event: "Subscription Updated", customerId: "cus_1" },
  ],
  ["The body takes an object.", 7],
])("%s", async ([sentence, body]) => {
  expect(await post("/v1/data/events", body)).toEqual([422, sentence])
  expect(await events()).toEqual([])
})

test("of a list the others are kept, and what is not is named; a field that cannot be read costs that field alone", async () => {
  const body = [
    paid,
    { event: "Post Created", customerId: "cus_1" },
    { event: "Invoice Paid" },
    null,
    {
      ...paid,
      eventDate: "yesterday",
      eventData: { ...paid.eventData, amount: 900, subscriptionId: "sub\0" },
    },
  ]
  const kinds = expect.stringContaining("takes Subscription Started")
  expect(await post("/v1/api/events/bulk", body)).toEqual([
    200,
    {
      kept: 2,
      ignored: [
        { path: "[1].event", why: kinds },
        { path: "[2].customerId", why: expect.stringContaining("is missing") },
        { path: "[3].customerId", why: expect.stringContaining("is missing") },
        { path: "[4].eventData.subscriptionId", why: expect.stringContaining("NUL") },
        { path: "[4].eventDate", why: "is no time that can be read; ISO 8601 is best" },
      ],
    },
  ])
  expect((await events()).map(({ amount_minor }) => amount_minor).sort()).toEqual([2900, 900])
})

test("more than a hundred at once are refused, and all of them", async () => {
  const many = Array.from({ length: 101 }, (_, n) => ({ ...paid, eventId: `e${n}` }))
  expect(await post("/v1/api/events/bulk", many)).toEqual([
    422,
    "The body has 101 entries; at most 100 are accepted.",
  ])
  expect(await events()).toEqual([])
  expect(await post("/v1/api/events/bulk", many.slice(1))).toEqual([200, { kept: 100 }])
})
