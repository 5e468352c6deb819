import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
})
afterAll(() => server.close())
beforeEach(async () => {
  server.setTime("2026-11-01T12:00:00.000Z")
  await pastTheLog(server.database, (trx) => trx.deleteFrom("session").execute())
})

const headersFor = (customer: string, mode = "live", workspace = shop) => ({
  "content-type": "application/json",
  "x-ck-app": workspace.appId,
  "x-ck-customer": customer,
  "x-ck-authorization": authHash(shop, customer),
  "x-ck-mode": mode,
})

const config = (
  customer: string,
  headers: Record<string, string> = headersFor(customer),
  payload: object = {},
) =>
  server.app.inject({
    method: "POST",
    url: `/v1/api/orgs/${shop.appId}/cancel-flow/config`,
    headers,
    payload,
  })

const post = (payload: object | string, headers: Record<string, string>, path = "/v1/api/sessions/sdk") =>
  server.app.inject({ method: "POST", url: path, headers, payload })

const sessions = () =>
  server.database.db
    .selectFrom("session")
    .select(["customer_id", "mode", "outcome", "save_type", "verified", "blueprint_id", "revision"])
    .orderBy("created_at")
    .execute()

const cancelled = () => ({
  customer: {
    id: "spoofed",
    email: "ada@example.com",
    planId: "pro",
    planPrice: 2900,
    currency: "usd",
    billingInterval: "MONTH",
  },
  canceled: true,
  blueprintId: shop.blueprintId,
  mode: "LIVE",
  embedVersion: "sdk-react",
  presentedOffers: [],
  stepsViewed: [
    {
      stepType: "SURVEY",
      guid: "s",
      start: "2026-11-01T12:00:05.000Z",
      end: "2026-11-01T12:00:20.000Z",
      duration: 15000,
    },
  ],
  surveyChoiceId: "too-expensive",
  surveyChoiceValue: "It is too expensive",
  feedback: "Bye",
  somethingNew: { from: ["the future"] },
})

describe("a hash made with nothing but Node's crypto", () => {
  test("opens a session through the config call and settles it through the post", async () => {
    const opened = await config("cus_1", headersFor("cus_1"), {
      customer: { email: "ada@example.com" },
      customAttributes: { seats: 3 },
    })
    expect(opened.statusCode).toBe(200)
    expect(opened.json()).toMatchObject({
      blueprintId: shop.blueprintId,
      steps: [{ type: "survey" }, { type: "feedback" }, { type: "confirm" }],
      customer: { id: "cus_1", email: "ada@example.com" },
      subscriptions: [],
    })
    expect(await sessions()).toEqual([
      {
        customer_id: "cus_1",
        mode: "live",
        outcome: "open",
        save_type: null,
        verified: true,
        blueprint_id: shop.blueprintId,
        revision: 0,
      },
    ])

    server.setTime("2026-11-01T12:00:20.000Z")
    expect((await post(cancelled(), headersFor("cus_1"))).statusCode).toBe(200)
    expect(await sessions()).toEqual([
      {
        customer_id: "cus_1",
        mode: "live",
        outcome: "canceled",
        save_type: null,
        verified: true,
        blueprint_id: shop.blueprintId,
        revision: 15001,
      },
    ])
  })

  test("gives back every field through the Data API, unknown ones included", async () => {
    await post(cancelled(), headersFor("cus_1"))
    const answer = await server.app.inject({
      url: "/v1/data/sessions?limit=1",
      headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
    })
    const { customer, ...rest } = cancelled()
    expect(answer.json()).toEqual([
      {
        ...rest,
        _id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        __v: 0,
        org: shop.id,
        aborted: false,
        customer: { ...customer, id: "cus_1" },
        segmentId: null,
        saveType: null,
        bounced: false,
        createdAt: "2026-11-01T12:00:00.000Z",
        updatedAt: "2026-11-01T12:00:00.000Z",
      },
    ])
  })

  test("the same post twice is one session, also through the older path", async () => {
    await post(cancelled(), headersFor("cus_1"))
    const again = await post(cancelled(), headersFor("cus_1"), "/v1/api/sessions")
    expect(again.statusCode).toBe(200)
    expect(await sessions()).toHaveLength(1)
  })

  test("twenty equal posts at once are one session", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(cancelled(), headersFor("cus_1"))),
    )
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(20).fill(200))
    expect(await sessions()).toHaveLength(1)
  })

  test("a post claims the session whose opening is nearest to its first step", async () => {
    await config("cus_1")
    server.setTime("2026-11-01T15:00:00.000Z")
    await config("cus_1")
    await post(cancelled(), headersFor("cus_1"))
    expect((await sessions()).map((row) => row.outcome)).toEqual(["canceled", "open"])
  })

  test("a post without a decision is an abandonment, whether or not it says aborted", async () => {
    const { canceled: _, ...nothing } = cancelled()
    await post({ ...nothing, canceled: false }, headersFor("cus_1"))
    expect(await sessions()).toMatchObject([{ outcome: "abandoned", save_type: "ABANDON" }])
  })
})

describe("refused, and nothing written", () => {
  const refused = async (answer: { statusCode: number; body: string }, status: number, sentence: string) => {
    expect([answer.statusCode, answer.body]).toEqual([status, sentence])
    expect(await sessions()).toEqual([])
  }

  test("a wrong hash", async () => {
    const headers = { ...headersFor("cus_1"), "x-ck-authorization": authHash(shop, "cus_2") }
    const sentence =
      "The customer hash (authHash, x-ck-authorization) is not the HMAC-SHA256 of this customer id with a flow key of this workspace."
    await refused(await config("cus_1", headers), 401, sentence)
    await refused(await post(cancelled(), headers), 401, sentence)
  })

  test("another workspace's key", async () => {
    const headers = { ...headersFor("cus_1"), "x-ck-authorization": authHash(other, "cus_1") }
    await refused(
      await post(cancelled(), headers),
      401,
      "The customer hash (authHash, x-ck-authorization) is not the HMAC-SHA256 of this customer id with a flow key of this workspace.",
    )
  })

  test("an unknown mode", async () => {
    await refused(
      await config("cus_1", headersFor("cus_1", "staging")),
      422,
      'mode is "staging"; it takes live, test or sandbox.',
    )
    await refused(
      await post({ ...cancelled(), mode: "STAGING" }, headersFor("cus_1")),
      422,
      'mode is "STAGING"; it takes one of LIVE, TEST, SANDBOX.',
    )
  })

  test("an unknown App ID", async () => {
    await refused(
      await post(cancelled(), { ...headersFor("cus_1"), "x-ck-app": "nobody000" }),
      404,
      "Org not found",
    )
  })

  test("no proof at all, until the workspace turns analytics mode on", async () => {
    const headers = { "content-type": "application/json", "x-ck-app": shop.appId }
    await refused(
      await post(cancelled(), headers),
      401,
      "No proof of the customer: send x-ck-authorization, or a flow token.",
    )
    await server.database.db
      .updateTable("workspace")
      .set({ accepts_unverified: true })
      .where("id", "=", other.id)
      .execute()
    const answer = await post(cancelled(), { ...headers, "x-ck-app": other.appId })
    expect(answer.statusCode).toBe(200)
    expect(await sessions()).toMatchObject([{ customer_id: "spoofed", verified: false, outcome: "canceled" }])
  })

  test("clients without a proof are limited to thirty a minute from one address", async () => {
    const headers = { "content-type": "application/json", "x-ck-app": other.appId }
    const statuses: number[] = []
    for (let i = 0; i < 40; i++) statuses.push((await post(cancelled(), headers)).statusCode)
    expect(statuses).toContain(429)
    expect((await post(cancelled(), headersFor("cus_9"))).statusCode).toBe(200)
  })
})

test("browsers on other sites may send every header of the contract", async () => {
  const wanted =
    "content-type,x-ck-app,x-ck-customer,x-ck-authorization,x-ck-mode,x-ck-subscription,x-ck-capabilities,x-hf-token"
  const answer = await server.app.inject({
    method: "OPTIONS",
    url: "/v1/api/sessions/sdk",
    headers: {
      origin: "https://shop.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": wanted,
    },
  })
  expect(answer.statusCode).toBe(204)
  expect(answer.headers["access-control-allow-origin"]).toBe("*")
  expect(answer.headers["access-control-allow-headers"]).toBe(wanted)
})
