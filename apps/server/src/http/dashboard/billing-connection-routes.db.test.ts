import { randomUUID } from "node:crypto"
import { standardBillingSettings } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { loadSecret } from "../../account/secret.ts"
import { createBillingSystems } from "../../billing/connection/billing-systems.ts"
import type { CheckKey, KeyCheck } from "../../billing/connection/check-stripe-key.ts"
import { fakeSystem } from "../../billing/testing/fake-system.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestBrowser, testBrowser } from "../../testing/test-browser.ts"
import { testDatabase } from "../../testing/test-database.ts"

const works: KeyCheck = { kind: "works", account: { id: "acct_1", name: "Acme" }, missing: [] }
let answer: KeyCheck = works
const checkKey: CheckKey = async () => answer

let server: TestApp
let shop: TestWorkspace
let browser: TestBrowser
beforeAll(async () => {
  const database = await testDatabase()
  const systems = createBillingSystems({
    ...{ db: database.db, apiBase: null, open: () => fakeSystem(), now: () => new Date() },
    secret: loadSecret("", "a secret for tests, long enough to be taken"),
  })
  server = await testApp({ database, billing: { ...systems, checkKey } })
})
afterAll(() => server.close())
beforeEach(async () => {
  answer = works
  shop = await server.addWorkspace("Shop")
  browser = testBrowser(server, "203.0.113.1")
  await browser.signIn(await server.addPerson(shop, "admin"))
})

const send = async (method: "GET" | "PATCH" | "POST" | "DELETE", path = "", body?: object) => {
  const answered = await browser.send(method, `/api/workspaces/${shop.appId}/billing${path}`, body)
  return [answered.statusCode, answered.body === "" ? null : answered.json()] as const
}
const refused = async (path: string, body: object) => {
  const [status, said] = await send("PATCH", path, body)
  return [status, said.error.code, said.error.message]
}

const connection = {
  ...{ mode: "test", provider: "stripe", keyHint: "rk_test_…4f2a", keyKind: "restricted" },
  ...{ account: { id: "acct_1", name: "Acme" }, fault: null, missing: [] },
  ...{ connectedAt: "2026-11-01T12:00:00.000Z", checkedAt: "2026-11-01T12:00:00.000Z" },
  ...{ hasWebhookSecret: false, oldWebhookSecretUntil: null, settings: standardBillingSettings },
  pageActions: [],
}
const key = "rk_test_51AbcDEF4f2a"

/** What a flow that opens says that can be carried out. */
const actions = async () => {
  const { json } = await server.app.inject({
    method: "POST",
    url: "/v1/flow/open",
    payload: {
      ...{ app: shop.appId, customerId: "cus_1", authHash: authHash(shop, "cus_1"), mode: "test" },
      ...{ run: randomUUID(), startedAt: 1000, sentAt: 1000, report: false },
    },
  })
  return json().actions
}

test("a connection is made, changed, checked and ended, and each answer says how it is", async () => {
  const eventsAddress = `http://127.0.0.1:4870/v1/billing/stripe/${shop.appId}`
  expect(await send("GET")).toEqual([200, { eventsAddress, connections: [] }])
  expect(await send("PATCH", "/test", { key: ` ${key}\n` })).toEqual([200, connection])
  answer = { ...works, missing: ["events:read"] }
  const settings = { ...standardBillingSettings, cancelAt: "now" }
  const withSecret = { ...connection, hasWebhookSecret: true, settings }
  expect(
    await send("PATCH", "/test", { webhookSecret: "whsec_abcdefgh", settings: { cancelAt: "now" } }),
  ).toEqual([200, withSecret])
  expect(await send("POST", "/test/check")).toEqual([200, { ...withSecret, missing: ["events:read"] }])
  expect(await send("GET")).toEqual([
    200,
    { eventsAddress, connections: [{ ...withSecret, missing: ["events:read"] }] },
  ])
  expect(await send("DELETE", "/test")).toEqual([204, null])
  expect(await send("GET")).toEqual([200, { eventsAddress, connections: [] }])
  for (const [method, path] of [
    ["DELETE", "/test"],
    ["POST", "/test/check"],
  ] as const) {
    const [status, said] = await send(method, path)
    expect([status, said.error.message]).toEqual([404, "Nothing is connected for test."])
  }
})

test("what cannot be used is refused with a sentence, and nothing is kept", async () => {
  expect(await refused("/test", { key: "rk_live_51AbcDEF" })).toEqual([
    422,
    "unusable_key",
    "key is of Stripe's live mode (…_live_…), and this connection is for test. It takes one that begins with rk_test_.",
  ])
  expect(await refused("/test", { settings: { cancelAt: "now" } })).toEqual([
    404,
    "not_connected",
    "Nothing is connected for test; a key is needed to connect Stripe.",
  ])
  answer = { kind: "refused", reason: "Stripe does not accept this key." }
  expect(await refused("/test", { key })).toEqual([422, "key_refused", answer.reason])
  answer = { kind: "unreachable", reason: "Stripe gave no answer." }
  expect(await refused("/test", { key })).toEqual([424, "billing_silent", answer.reason])
  expect((await refused("/test", { settings: { cancelAt: "never" } }))[0]).toBe(422)
  expect((await refused("/test", { secret: "x" }))[0]).toBe(422)
  expect((await refused("/test", { pageActions: ["cancel"] }))[0]).toBe(422)
  expect((await refused("/staging", { key }))[0]).toBe(422)
  expect((await send("GET"))[1].connections).toEqual([])
})

test("what the page has handlers for is kept", async () => {
  await send("PATCH", "/test", { key })
  const changed = { ...connection, pageActions: ["pause"] }
  expect(await send("PATCH", "/test", { pageActions: ["pause"] })).toEqual([200, changed])
  expect((await send("GET"))[1].connections).toEqual([changed])
})

test("what is connected can be asked for at once, and what is not any more cannot", async () => {
  expect(await actions()).toEqual([])
  await send("PATCH", "/test", { key })
  expect(await actions()).toContain("pause")
  await send("DELETE", "/test")
  expect(await actions()).toEqual([])
})
