import { randomUUID } from "node:crypto"
import type { DirectSubscription } from "@holdfast/protocol"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { createFactsAsker } from "../../billing/ask-facts.ts"
import type { BillingFacts } from "../../billing/billing-system.ts"
import { FactsFault } from "../../billing/facts-fault.ts"
import { fakeSystem } from "../../billing/testing/fake-system.ts"
import { readHealth } from "../../session/health/read-health.ts"
import { factsOf } from "../../session/session-row.ts"
import { authHash, flowToken, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** What the billing answers to the next question. */
let answer: (customerId: string) => Promise<BillingFacts | null>
let asked: string[] = []
let carriedOut: (string | null)[] = []
const systemOf = async () =>
  fakeSystem({
    facts: (customerId) => {
      asked.push(customerId)
      return answer(customerId)
    },
    carryOut: async ({ subscriptionId }) => {
      carriedOut.push(subscriptionId)
      return { kind: "applied" }
    },
  })
const askFacts = createFactsAsker({ systemOf, log: { warn: () => {} }, limitMs: 300, mostAtOnce: 2 })

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp({ billing: { systemOf, askFacts } })
})
afterAll(() => server.close())
beforeEach(async () => {
  asked = []
  carriedOut = []
  answer = async () => facts()
  shop = await server.addWorkspace("Shop")
})

const subscription = (id: string, planId = "price_pro"): DirectSubscription => ({
  id,
  start: "2025-05-01T00:00:00.000Z",
  end: "2026-11-20T00:00:00.000Z",
  status: { name: "trial", start: "2026-11-01T00:00:00.000Z", end: "2026-11-20T00:00:00.000Z" },
  items: [
    {
      quantity: 3,
      price: {
        id: planId,
        duration: { interval: "MONTH", intervalCount: 1 },
        amount: { value: 4900, currency: "usd" },
      },
    },
  ],
})
const facts = (subscriptions = [subscription("sub_1")]): BillingFacts => ({
  customer: { id: "cus_1", name: "Ada Lovelace", email: "ada@example.com", metadata: { tier: "gold" } },
  subscriptions,
  asOf: new Date("2026-11-01T11:59:59.000Z"),
})

const proof = (customerId = "cus_1") => ({
  app: shop.appId,
  customerId,
  authHash: authHash(shop, customerId),
})
const post = async (url: string, payload: object, headers: Record<string, string> = {}) => {
  const said = await server.app.inject({ method: "POST", url, payload, headers })
  return { status: said.statusCode, body: said.statusCode < 300 ? said.json() : said.body }
}
const open = (more: object = {}, run: string = randomUUID()) =>
  post("/v1/flow/open", { ...proof(), run, startedAt: 1000, sentAt: 1000, ...more })
const config = (body: object, customerId = "cus_1") =>
  post(`/v1/api/orgs/${shop.appId}/cancel-flow/config`, body, {
    "x-ck-app": shop.appId,
    "x-ck-customer": customerId,
    "x-ck-authorization": authHash(shop, customerId),
  })
const session = async (id?: string) => {
  const row = await server.database.db
    .selectFrom("session")
    .selectAll()
    .where("workspace_id", "=", shop.id)
    .$if(id !== undefined, (query) => query.where("id", "=", id ?? ""))
    .executeTakeFirstOrThrow()
  return factsOf(row)
}

const own = {
  email: "ada@example.com",
  subscriptionId: "sub_1",
  planId: "price_pro",
  planPrice: 4900,
  currency: "usd",
  itemQuantity: 3,
  billingInterval: "MONTH",
  billingIntervalCount: 1,
  onTrial: true,
  trialStart: "2026-11-01T00:00:00.000Z",
  trialEnd: "2026-11-20T00:00:00.000Z",
}

test("a flow opens with what the billing says, and a page's report does not change it", async () => {
  const run = randomUUID()
  const byPage = { subscriptions: [subscription("sub_9", "price_free")], customerAttributes: { seats: 5 } }
  const { status, body } = await open(byPage, run)
  expect([status, asked]).toEqual([200, ["cus_1"]])
  expect(body.customer).toMatchObject({ id: "cus_1", ...own, customAttributes: { tier: "gold", seats: 5 } })
  const told = {
    provider: "stripe",
    customer: { id: "cus_1", ...own },
    billingFacts: {
      provider: "stripe",
      asOf: "2026-11-01T11:59:59.000Z",
      fields: expect.stringContaining("planPrice"),
    },
  }
  expect(await session()).toMatchObject(told)
  const report = {
    ...{ ...proof(), ...byPage, run, startedAt: 1000, sentAt: 2000, revision: 1 },
    session: { aborted: true, provider: "paddle", billingFacts: { missing: "slow" } },
  }
  expect((await post("/v1/flow/report", report)).status).toBe(200)
  expect(await session()).toMatchObject({ ...told, aborted: true })
  expect((await session()).billingFacts).not.toHaveProperty("missing")
})

test("the texts of a flow name what the billing says", async () => {
  const { db } = server.database
  const { id, content } = await db
    .selectFrom("blueprint")
    .select(["id", "content"])
    .where("workspace_id", "=", shop.id)
    .executeTakeFirstOrThrow()
  const steps = content.steps.map((step) => ({
    ...step,
    description: "{{CUSTOMER_NAME.FIRST|friend}}, {{tier|none}}",
  }))
  await db
    .updateTable("blueprint")
    .set({ content: JSON.stringify({ ...content, steps }) })
    .where("workspace_id", "=", shop.id)
    .where("id", "=", id)
    .execute()
  const { body } = await open()
  expect(body.blueprint.content.steps[0].description).toBe("Ada, gold")
})

test("the SDK's config gives customer and subscriptions as the billing has them", async () => {
  const { status, body } = await config({})
  expect(status).toBe(200)
  expect(body.customer).toEqual({ ...facts().customer, id: "cus_1" })
  expect(body.subscriptions).toMatchObject([
    {
      id: "sub_1",
      status: { name: "trial" },
      items: [{ quantity: 3, price: { id: "price_pro", duration: { interval: "month" } } }],
    },
  ])
  expect(await session()).toMatchObject({ customer: { id: "cus_1", ...own } })
})

test("a customer in the body is taken at its word, and the billing is not asked", async () => {
  const customer = { email: "page@example.com" }
  expect((await open({ customer })).body.customer).toMatchObject({ id: "cus_1", email: "page@example.com" })
  expect((await config({ customer })).body).toMatchObject({ customer, subscriptions: [] })
  expect(asked).toEqual([])
  expect((await session()).billingFacts).toBe(undefined)
})

test.each<[string, typeof answer, string]>([
  ["does not answer", () => new Promise<null>(() => {}), "slow"],
  ["fails", () => Promise.reject(new Error("socket hang up")), "failed"],
  ["does not know the customer", async () => null, "unknown-customer"],
] as const)(
  "where the billing %s, the flow opens without it, and the session says so",
  async (_, said, why) => {
    answer = said
    const { status, body } = await open({ subscriptions: [subscription("sub_9")] })
    expect([status, body.customer.planId]).toEqual([200, "price_pro"])
    expect((await config({})).status).toBe(200)
    expect((await session(body.sessionId)).billingFacts).toEqual({ provider: "stripe", missing: why })
  },
)

test("sessions that opened without the billing are counted for the page Health, by reason and mode", async () => {
  answer = async () => null
  await open()
  await config({})
  await open({ mode: "test" })
  answer = () => Promise.reject(new FactsFault("refused-key", new Error("401")))
  await open()
  // no session, or nothing that was missing
  await open({ report: false })
  await open({ customer: {} })
  answer = async () => facts()
  await open()
  expect((await open({ subscriptionId: "sub_of_another" })).status).toBe(200)
  await server.health.flush()
  const workspace = { id: shop.id, timeZone: "UTC" }
  const { problems } = await readHealth(server.database.db, workspace, new Date("2026-11-01T12:00:00Z"))
  const of = (why: string, mode: string) => problems.find((each) => each.why === why && each.field === mode)
  expect(problems).toHaveLength(4)
  expect(of("unknown-customer", "live")).toEqual({
    ...{ kind: "without_billing", route: "", client: "", version: "", field: "live", example: null },
    ...{ why: "unknown-customer", times: 2, firstDay: "2026-11-01", lastAt: expect.anything() },
  })
  expect(of("unknown-customer", "test")?.times).toBe(1)
  expect(of("refused-key", "live")?.times).toBe(1)
  expect(of("other-subscription", "live")?.times).toBe(1)
})

test("the subscription that the proof covers comes first", async () => {
  answer = async () => facts([subscription("sub_1"), subscription("sub_2", "price_team")])
  const token = flowToken(shop, { c: "cus_1", s: "sub_2", m: "live", t: Date.parse("2026-11-01T12:00:00Z") })
  const { body } = await open({ customerId: undefined, authHash: undefined, token })
  expect(body.customer).toMatchObject({ subscriptionId: "sub_2", planId: "price_team" })
})

test("where the subscription is none of the customer's, nothing is told of them", async () => {
  const { body } = await open({ subscriptionId: "sub_of_another" })
  expect(body.customer).toEqual({ id: "cus_1", subscriptionId: "sub_of_another" })
  expect((await session()).billingFacts).toEqual({ provider: "stripe", missing: "other-subscription" })
})

test("an action is about a subscription that the page names only where it is the customer's at the billing", async () => {
  const run = randomUUID()
  const pause = { action: "pause", body: { duration: 2, interval: "month" } }
  const ask = (subscriptionId: string) =>
    post("/v1/flow/action", { ...proof(), run, subscriptionId, ...pause })
  await open({ customer: {} }, run)
  expect((await ask("sub_of_another")).status).toBe(403)
  expect((await ask("sub_1")).status).toBe(202)
  answer = () => Promise.reject(new Error("socket hang up"))
  expect((await ask("sub_2")).status).toBe(403)
  expect(carriedOut).toEqual(["sub_1"])
})

test("what a client says of the billing's answer is no fact", async () => {
  answer = async () => null
  const run = randomUUID()
  await open({}, run)
  const lie = { provider: "stripe", asOf: "2026-11-01T00:00:00.000Z", fields: "planPrice" }
  const report = { ...proof(), run, startedAt: 1000, sentAt: 2000, revision: 1 }
  await post("/v1/flow/report", { ...report, session: { aborted: true, billingFacts: lie } })
  expect((await session()).billingFacts).toEqual({ provider: "stripe", missing: "unknown-customer" })
  await post(
    "/v1/api/sessions/sdk",
    { customer: { id: "cus_7" }, billingFacts: lie },
    {
      "x-ck-app": shop.appId,
      "x-ck-customer": "cus_7",
      "x-ck-authorization": authHash(shop, "cus_7"),
    },
  )
  const { rows } = await server.database.pool.query(
    "select detail from session where workspace_id = $1 and customer_id = 'cus_7'",
    [shop.id],
  )
  expect(rows).toEqual([{ detail: expect.not.objectContaining({ billingFacts: expect.anything() }) }])
})

test("while the billing is asked no connection is held, and where it hangs for some, others open", async () => {
  const { promise, resolve } = Promise.withResolvers<BillingFacts>()
  answer = () => promise
  const slow = [open(), open()]
  await expect.poll(() => asked.length).toBe(2)
  const { rows } = await server.database.pool.query(
    `select pid from pg_stat_activity
     where datname = current_database() and xact_start is not null and pid <> pg_backend_pid()`,
  )
  expect(rows).toEqual([])
  const { status, body } = await open()
  expect([status, (await session(body.sessionId)).billingFacts]).toEqual([
    200,
    { provider: "stripe", missing: "busy" },
  ])
  resolve(facts())
  for (const each of slow) expect((await each).status).toBe(200)
})
