import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** What careless and hostile clients of the contract do. */

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  await server.database.db.updateTable("workspace").set({ accepts_unverified: true }).execute()
})
afterAll(() => server.close())

const noon = Date.parse("2026-11-01T12:00:00.000Z")
beforeEach(async () => {
  server.setTime(noon)
  await pastTheLog(server.database, (trx) => trx.deleteFrom("session").execute())
})

const proven = (customer: string) => ({
  "x-ck-customer": customer,
  "x-ck-authorization": authHash(shop, customer),
})
const send = (url: string, payload: object, headers: object = proven("cus_1")) =>
  server.app.inject({ method: "POST", url, headers: { "x-ck-app": shop.appId, ...headers }, payload })
const post = (payload: object, headers?: object) => send("/v1/api/sessions/sdk", payload, headers)
const config = (payload: object = {}) => send(`/v1/api/orgs/${shop.appId}/cancel-flow/config`, payload)
const nobody = {}

const stored = () =>
  server.database.db
    .selectFrom("session")
    .select(["customer_id", "outcome", "verified", "bounced_by", "feedback", "blueprint_id"])
    .orderBy("created_at")
    .orderBy("id")
    .execute()

const steps = (start: string) => [{ stepType: "SURVEY", start }]
const started = "2026-11-01T11:59:00.000Z"

describe("posts that prove nothing", () => {
  test("never overwrite what a proven customer did", async () => {
    const run = { blueprintId: "b", stepsViewed: steps(started), customer: { id: "cus_1" } }
    await post({ ...run, acceptedOffer: { offerType: "PAUSE" } })
    const longer = [
      ...steps(started),
      { stepType: "CONFIRM", start: started, end: "2026-11-01T12:30:00.000Z" },
    ]
    server.setTime(noon + 1000)
    await post({ ...run, stepsViewed: longer, canceled: true, feedback: "forged" }, nobody)
    expect(await stored()).toMatchObject([
      { outcome: "saved", verified: true, bounced_by: null, feedback: null },
      { outcome: "canceled", verified: false, bounced_by: null, feedback: "forged" },
    ])
  })

  test("bounce each other only", async () => {
    await post({ acceptedOffer: { offerType: "PAUSE" }, stepsViewed: steps(started) })
    server.setTime(noon + 60_000)
    await post(
      { customer: { id: "cus_1" }, canceled: true, stepsViewed: steps("2026-11-01T12:00:10Z") },
      nobody,
    )
    server.setTime(noon + 120_000)
    await post(
      { customer: { id: "cus_1" }, canceled: true, stepsViewed: steps("2026-11-01T12:01:10Z") },
      nobody,
    )
    const [verified, first, second] = await stored()
    expect([verified?.bounced_by, first?.bounced_by === null, second?.bounced_by]).toEqual([
      null,
      false,
      null,
    ])
  })

  test("without a customer are sessions of nobody, not of one customer", async () => {
    await post({ customer: { id: "" }, canceled: true, feedback: "a", stepsViewed: steps(started) }, nobody)
    await post({ canceled: true, feedback: "b", stepsViewed: steps(started) }, nobody)
    expect(await stored()).toMatchObject([
      { customer_id: null, bounced_by: null },
      { customer_id: null, bounced_by: null },
    ])
  })
})

test("the Data API marks what nobody vouched for", async () => {
  await post({ customer: { id: "cus_1" }, canceled: true, stepsViewed: steps(started) }, nobody)
  server.setTime(noon - 90 * 60_000_000)
  await post({ canceled: true, stepsViewed: steps(started) })
  const headers = { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive }
  const records: { verified?: boolean }[] = (
    await server.app.inject({ url: "/v1/data/sessions", headers })
  ).json()
  expect(records.map((record) => record.verified)).toEqual([false, undefined])
})

describe("a post", () => {
  test("without steps claims the session that waits for one, each time", async () => {
    for (const at of [0, 10]) {
      server.setTime(noon + at * 60_000)
      await config()
      await post({ canceled: true, stepsViewed: [] })
    }
    expect((await stored()).map((row) => row.outcome)).toEqual(["canceled", "canceled"])
  })

  test.for([{}, { blueprintId: "" }])(
    "with %j claims the opened session and keeps its blueprint",
    async (none) => {
      await config()
      await post({ ...none, canceled: true, stepsViewed: steps("2026-11-01T12:00:00.000Z") })
      expect(await stored()).toMatchObject([{ outcome: "canceled", blueprint_id: shop.blueprintId }])
    },
  )

  test("cannot change the flow that the server chose", async () => {
    await config()
    const run = { blueprintId: shop.blueprintId, stepsViewed: steps("2026-11-01T12:00:00.000Z") }
    await post({ ...run, segmentId: "invented", canceled: true })
    const [row] = await server.database.db
      .selectFrom("session")
      .select(["blueprint_id", "segment_id"])
      .execute()
    expect(row).toEqual({ blueprint_id: shop.blueprintId, segment_id: null })
  })

  test("that cancels and is followed by a closing one is a cancellation, not an abandonment too", async () => {
    const run = { blueprintId: "b", stepsViewed: steps(started) }
    await post({ ...run, canceled: true })
    const longer = [
      ...steps(started),
      { stepType: "CONFIRM", start: started, end: "2026-11-01T12:10:00.000Z" },
    ]
    await post({ ...run, stepsViewed: longer, aborted: true })
    const answer = await server.app.inject({
      url: "/v1/data/sessions",
      headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
    })
    const [record] = answer.json()
    expect([record.canceled, record.aborted, record.saveType]).toEqual([true, false, null])
  })

  test("with an accepted offer of no kind is told so, and recorded without it", async () => {
    const answer = await post({ acceptedOffer: { offerType: null } })
    expect([answer.statusCode, answer.json().ignored]).toEqual([
      200,
      [{ path: "acceptedOffer", why: "has no offerType that can be read" }],
    ])
  })

  test("says nothing of what is the server's to say", async () => {
    const answer = await post({
      ...{ _id: "mine", __v: 7, org: "mine", saveType: "PAUSE", bounced: true, verified: false },
      ...{ createdAt: "2020-01-01T00:00:00.000Z", updatedAt: "2020-01-01T00:00:00.000Z" },
      canceled: true,
    })
    const headers = { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive }
    const records = await server.app.inject({ url: "/v1/data/sessions?verified=true", headers })
    const now = "2026-11-01T12:00:00.000Z"
    expect(records.json()).toEqual([
      {
        ...{ _id: answer.json()._id, __v: 0, org: shop.id, mode: "LIVE", createdAt: now, updatedAt: now },
        ...{ canceled: true, aborted: false, saveType: null, bounced: false, segmentId: null },
        customer: { id: "cus_1" },
      },
    ])
  })

  test("may spell a billing interval in any case", async () => {
    const answer = await post({ canceled: true, customer: { billingInterval: "mONTH" } })
    expect(answer.statusCode).toBe(200)
    const [row] = await server.database.db.selectFrom("session").select("billing_interval").execute()
    expect(row).toEqual({ billing_interval: "MONTH" })
  })
})

describe("a config call", () => {
  test("takes null for what the page does not know, and a subscription that has not begun", async () => {
    expect((await config({ customer: null, subscriptions: null, customAttributes: null })).statusCode).toBe(
      200,
    )
    const future = { status: { name: "future" }, start: "2026-11-20T00:00:00.000Z" }
    expect((await config({ subscriptions: [future] })).statusCode).toBe(200)
  })

  test("opens the session that an action belongs to", async () => {
    await config()
    await send(`/v1/api/orgs/${shop.appId}/cancel-flow/actions/cancel`, { cancelAtPeriodEnd: true })
    const rows = await server.database.db
      .selectFrom("action_request")
      .innerJoin("session", "session.id", "action_request.session_id")
      .select("session.customer_id")
      .execute()
    expect(rows).toEqual([{ customer_id: "cus_1" }])
  })
})

describe("ids that cannot be kept are refused with a sentence", () => {
  const sentence =
    "The customer or subscription id cannot be kept; ids take at most 500 characters of valid Unicode."

  test("too long, in a header", async () => {
    const answer = await post({ canceled: true }, proven("c".repeat(5000)))
    expect([answer.statusCode, answer.body]).toEqual([422, sentence])
  })

  test("NUL in the address or the query", async () => {
    const headers = { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive }
    const data = await server.app.inject({ url: "/v1/data/sessions?customerId=a%00b", headers })
    expect([data.statusCode, data.body]).toEqual([
      422,
      "customerId contains a NUL character, which is not accepted.",
    ])
    const path = await send("/v1/api/orgs/a%00b/cancel-flow/config", {})
    expect([path.statusCode, path.body]).toEqual([
      422,
      "appId contains a NUL character, which is not accepted.",
    ])
  })
})
