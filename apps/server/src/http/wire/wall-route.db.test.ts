import { randomUUID } from "node:crypto"
import type { DirectSubscription, RequestState } from "@holdfast/protocol"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { createFactsAsker } from "../../billing/ask-facts.ts"
import type { BillingSystem } from "../../billing/billing-system.ts"
import { fakeSystem } from "../../billing/testing/fake-system.ts"
import { installFlows } from "../../flow/install-flows.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { authHash, flowToken, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** The connected billing; null where none is. */
let system: Partial<BillingSystem> | null
const systemOf = async () => system && fakeSystem(system)
const askFacts = createFactsAsker({ systemOf, log: { warn: () => {} }, limitMs: 200 })

let server: TestApp
let shop: TestWorkspace
const now = "2026-11-01T12:00:00.000Z"
beforeAll(async () => {
  server = await testApp({ billing: { systemOf, askFacts } })
})
afterAll(() => server.close())
beforeEach(async () => {
  system = null
  server.setTime(now)
  shop = await server.addWorkspace("Shop")
})

const billed = (...subscriptions: DirectSubscription[]): Partial<BillingSystem> => ({
  facts: async (id) => ({ customer: { id, email: "ada@example.com" }, subscriptions, asOf: new Date(now) }),
})
const subscription = (
  name: string,
  { id = "sub_1", end = null as string | null, periodStart = null as string | null } = {},
): DirectSubscription => ({ id, periodStart, status: { name, end } })

const send = async (path: string, payload: object) => {
  const said = await server.app.inject({
    method: "POST",
    url: `/v1/flow/${path}`,
    headers: { "content-type": "text/plain;charset=UTF-8" },
    payload: JSON.stringify(payload),
  })
  return { status: said.statusCode, body: said.statusCode < 300 ? said.json() : said.body }
}
const proof = (customerId = "cus_1") => ({
  app: shop.appId,
  customerId,
  authHash: authHash(shop, customerId),
})
const check = async (wall: string, more: object = {}) =>
  (await send("wall", { ...proof(), wall, ...more })).body
const standing = async (wall: string, more: object = {}) => {
  const { standing: kind, why, shown } = await check(wall, more)
  return [kind, why ?? shown?.until ?? shown?.unpaidDays ?? null]
}

test("a paused subscription is told with its end, in the customer's words and the flow's colours, and nothing else of them", async () => {
  system = billed(subscription("paused", { end: "2027-01-05T00:00:00.000Z" }))
  const [flow] = await server.database.db
    .selectFrom("flow")
    .select("id")
    .where("workspace_id", "=", shop.id)
    .execute()
  const content = {
    ...starterFlow(),
    branding: { primaryColor: "#123456", brandImage: "https://shop.example/logo.png" },
  }
  const version = {
    id: randomUUID(),
    flowId: flow?.id ?? "",
    segmentId: null,
    name: "x",
    version: 2,
    content,
  }
  await installFlows(
    server.database.db,
    shop.id,
    { segments: [], flows: [], blueprints: [{ ...version, publishedAt: now }] },
    new Date(now),
  )
  const told = await check("pause", { detectedLang: "fr-FR" })
  expect(told).toEqual({
    standing: "paused",
    shown: {
      until: "2027-01-05T00:00:00.000Z",
      canResume: true,
      unpaidDays: null,
      payUrl: null,
      brandImage: "https://shop.example/logo.png",
      uiLang: "fr",
      words: expect.objectContaining({ resume: "Reprendre mon abonnement" }),
      look: {
        light: expect.objectContaining({ "--fill": "#123456" }),
        dark: expect.objectContaining({ "--fill": "#123456" }),
      },
    },
  })
  expect(await check("pause", { detectedLang: "fr-FR", lang: "de" })).toMatchObject({
    shown: { uiLang: "de" },
  })
})

test.for([
  ["one that runs", [subscription("active")], ["fine", null]],
  [
    "one that runs beside a paused one",
    [subscription("paused"), subscription("active", { id: "sub_2" })],
    ["fine", null],
  ],
  [
    "two that are paused",
    [
      subscription("paused", { end: "2027-03-01T00:00:00.000Z" }),
      subscription("paused", { id: "sub_2", end: "2027-02-01T00:00:00.000Z" }),
    ],
    ["paused", "2027-02-01T00:00:00.000Z"],
  ],
  [
    "one that ended beside a paused one",
    [subscription("paused"), subscription("canceled", { id: "sub_2" })],
    ["paused", null],
  ],
  ["one that ended", [subscription("canceled")], ["fine", null]],
  ["none", [], ["fine", null]],
] as const)("%s: the billing's word", async ([, subscriptions, expected]) => {
  system = billed(...subscriptions)
  expect(await standing("pause")).toEqual(expected)
})

test("where a subscription is proven or named it alone counts, and one of somebody else tells nothing", async () => {
  system = billed(subscription("active"), subscription("paused", { id: "sub_2" }))
  expect(await standing("pause", { subscriptionId: "sub_2" })).toEqual(["paused", null])
  expect(await standing("pause", { subscriptionId: "sub_1" })).toEqual(["fine", null])
  expect(await standing("pause", { subscriptionId: "sub_9" })).toEqual(["unknown", "other-subscription"])
  const token = flowToken(shop, { c: "cus_1", s: "sub_2", m: "live", t: Date.parse(now) })
  const { body } = await send("wall", { app: shop.appId, token, wall: "pause" })
  expect(body.standing).toBe("paused")
})

test("a billing that is silent, fails, or knows nobody keeps no page: nobody can say", async () => {
  system = { facts: () => new Promise(() => {}) }
  expect(await standing("pause")).toEqual(["unknown", "slow"])
  system = { facts: () => Promise.reject(new Error("down")) }
  expect(await standing("failed-payment")).toEqual(["unknown", "failed"])
  system = {}
  expect(await standing("pause")).toEqual(["unknown", "unknown-customer"])
  system = null
  expect(await standing("failed-payment")).toEqual(["unknown", "not-connected"])
})

test("an unpaid subscription is told with how long it has been so, by its invoice, else by its period", async () => {
  system = billed(subscription("unpaid", { periodStart: "2026-10-22T12:00:00.000Z" }))
  expect(await standing("failed-payment")).toEqual(["unpaid", 10])
  const invoice = {
    subscriptionId: "sub_1",
    since: new Date("2026-10-29T12:00:00.000Z"),
    payUrl: "https://pay.example/1",
  }
  system.failedPayments = async () => [invoice]
  expect(await check("failed-payment")).toMatchObject({
    standing: "unpaid",
    shown: { unpaidDays: 3, payUrl: "https://pay.example/1", until: null },
  })
  // and who has another one that runs is kept out of nothing
  const both = billed(subscription("unpaid"), subscription("active", { id: "sub_2" }))
  system = { ...both, failedPayments: async () => [invoice] }
  expect(await standing("failed-payment")).toEqual(["fine", null])
  expect(await standing("failed-payment", { subscriptionId: "sub_1" })).toEqual(["unpaid", 3])
  system = { ...billed(subscription("unpaid", { periodStart: "2026-10-22T12:00:00.000Z" })) }
  // and the pause is another question
  expect(await standing("pause")).toEqual(["fine", null])
  system.failedPayments = () => Promise.reject(new Error("down"))
  expect(await standing("failed-payment")).toEqual(["unpaid", 10])
})

test("a failed invoice of a subscription that runs counts too, one of another subscription not", async () => {
  const since = new Date("2026-10-30T12:00:00.000Z")
  system = {
    ...billed(subscription("active")),
    failedPayments: async () => [{ subscriptionId: "sub_1", since, payUrl: null }],
  }
  expect(await standing("failed-payment")).toEqual(["unpaid", 2])
  system.failedPayments = async () => [{ subscriptionId: "sub_old", since, payUrl: null }]
  expect(await standing("failed-payment")).toEqual(["fine", null])
})

/** What was carried out for the customer, so many days before now. */
const request = async (action: "pause" | "resume" | "cancel", daysAgo: number, more: object = {}) => {
  const at = new Date(Date.parse(now) - daysAgo * 86_400_000)
  const body = action === "pause" ? { duration: 1, interval: "month" } : {}
  await server.database.db
    .insertInto("action_request")
    .values({
      workspace_id: shop.id,
      id: randomUUID(),
      mode: "live",
      customer_id: "cus_1",
      action,
      body: JSON.stringify(body),
      requested_at: at,
      attempt: 1,
      state: "applied" as RequestState,
      settled_at: at,
      ...more,
    })
    .execute()
}

test.for<[string, () => Promise<void>, unknown[]]>([
  [
    "a pause that was carried out and has not ended",
    () => request("pause", 10),
    ["paused", "2026-11-22T12:00:00.000Z"],
  ],
  ["one that is over", () => request("pause", 40), ["fine", null]],
  ["one that was refused", () => request("pause", 10, { state: "refused", reason: "No." }), ["fine", null]],
  ["one of another mode", () => request("pause", 10, { mode: "test" }), ["fine", null]],
  ["one of another customer", () => request("pause", 10, { customer_id: "cus_2" }), ["fine", null]],
  ["one of another subscription", () => request("pause", 10, { subscription_id: "sub_9" }), ["fine", null]],
  [
    "one that was ended",
    async () => {
      await request("pause", 10)
      await request("resume", 2)
    },
    ["fine", null],
  ],
  [
    "one after the end of another",
    async () => {
      await request("resume", 12)
      await request("pause", 10)
    },
    ["paused", "2026-11-22T12:00:00.000Z"],
  ],
  [
    "one before a cancellation",
    async () => {
      await request("pause", 10)
      await request("cancel", 2)
    },
    ["fine", null],
  ],
])("without a billing, %s", async ([, prepare, expected]) => {
  await prepare()
  expect(await standing("pause", { subscriptionId: "sub_1" })).toEqual(expected)
})

test("without a billing, a pause that the page's own handler carried out counts by its session, until the page says that it ended", async () => {
  const run = randomUUID()
  const times = { startedAt: 1000, sentAt: 1000 }
  const acceptedOffer = { guid: "p", offerType: "PAUSE", pauseDuration: 3, pauseInterval: "WEEK" }
  const report = (revision: number, more: object) =>
    send("report", { ...proof(), run, ...times, revision, session: { acceptedOffer, ...more } })
  await send("open", { ...proof(), run, ...times })
  await report(1, { decisionState: "asked" })
  expect(await standing("pause")).toEqual(["fine", null])
  await report(2, {})
  expect(await standing("pause")).toEqual(["paused", "2026-11-22T12:00:00.000Z"])
  server.setTime("2026-11-02T12:00:00.000Z")
  const byPage = { run: randomUUID(), action: "resume", body: { byPage: true } }
  expect(await send("action", { ...proof(), ...byPage })).toMatchObject({ body: { state: "applied" } })
  expect(await standing("pause")).toEqual(["fine", null])
})

test("without a billing, what the company has told of a subscription later goes before its pause", async () => {
  await request("pause", 10)
  const tell = (status: "active" | "paused", asOf: string) => {
    const resumes_at = status === "paused" ? new Date("2026-12-24T00:00:00Z") : null
    const told = { status, as_of: new Date(asOf), resumes_at }
    return server.database.db
      .insertInto("billing_subscription")
      .values({
        ...{ workspace_id: shop.id, mode: "live", subscription_id: "sub_1", customer_id: "cus_1" },
        ...{ source: "api", ...told },
      })
      .onConflict((conflict) =>
        conflict.columns(["workspace_id", "mode", "subscription_id"]).doUpdateSet(told),
      )
      .execute()
  }
  await tell("active", "2026-10-20T00:00:00Z")
  expect((await standing("pause"))[0]).toBe("paused")
  await tell("active", "2026-10-25T00:00:00Z")
  expect(await standing("pause")).toEqual(["fine", null])
  await tell("paused", "2026-10-26T00:00:00Z")
  expect(await standing("pause")).toEqual(["paused", "2026-12-24T00:00:00.000Z"])
})

test("who proves nothing is told nothing, an unknown wall is refused by its name, and too many questions are", async () => {
  expect(await send("wall", { ...proof(), authHash: "0".repeat(64), wall: "pause" })).toMatchObject({
    status: 401,
  })
  expect(await send("wall", { ...proof(), wall: "moat" })).toEqual({
    status: 422,
    body: expect.stringContaining("wall"),
  })
  const limited = { ...proof("cus_often"), wall: "pause" }
  const ask = async () => (await send("wall", limited)).status
  for (let n = 0; n < 240; n++) expect(await ask()).toBe(200)
  expect(await ask()).toBe(429)
  expect(
    (await send("open", { ...proof("cus_often"), run: randomUUID(), startedAt: 1, sentAt: 1 })).status,
  ).toBe(200)
})
