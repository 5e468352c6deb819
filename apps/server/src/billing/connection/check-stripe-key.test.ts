import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { checkStripeKey } from "./check-stripe-key.ts"

/** What a small server in Stripe's place answers: to each question as this test says. */
let answer: (path: string) => { status: number; body?: object; hangUp?: boolean }
let asked: string[] = []
const server = createServer((request: IncomingMessage, response) => {
  request.resume()
  const path = `${request.method} ${new URL(request.url ?? "", "http://x").pathname}`
  asked.push(`${path} ${request.headers.authorization}`)
  const { status, body, hangUp } = answer(path)
  if (hangUp) return void response.destroy()
  response.writeHead(status, { "content-type": "application/json" })
  response.end(JSON.stringify(body ?? {}))
})
let check: ReturnType<typeof checkStripeKey>
beforeAll(async () => {
  await new Promise<void>((listens) => server.listen(0, "127.0.0.1", listens))
  check = checkStripeKey(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterAll(() => void server.close())
beforeEach(() => {
  asked = []
})

const error = (type: string, more: object = {}) => ({ error: { type, message: "No.", ...more } })
const notThere = { status: 404, body: error("invalid_request_error", { code: "resource_missing" }) }
const forbidden = { status: 403, body: error("invalid_request_error") }
const account = { status: 200, body: { id: "acct_1", settings: { dashboard: { display_name: "Acme" } } } }

/** As Stripe answers a key that may do everything. */
const allowed = (path: string) => {
  if (path === "GET /v1/account") return account
  return path.startsWith("GET") ? { status: 200, body: { object: "list", data: [] } } : notThere
}

test("a key that may do everything is asked once for each permission, and says its account", async () => {
  answer = allowed
  expect(await check("rk_test_1234")).toEqual({
    kind: "works",
    account: { id: "acct_1", name: "Acme" },
    missing: [],
  })
  expect(asked.sort()).toEqual(
    [
      "GET /v1/account",
      "GET /v1/coupons",
      "GET /v1/customers",
      "GET /v1/events",
      "GET /v1/invoices",
      "GET /v1/prices",
      "GET /v1/products",
      "GET /v1/subscriptions",
      "POST /v1/credit_notes",
      "POST /v1/refunds",
      "POST /v1/subscriptions/sub_holdfastCheck",
    ].map((path) => `${path} Bearer rk_test_1234`),
  )
})

test("what the key may not do is named, also where it may not say its account", async () => {
  const not = ["GET /v1/coupons", "POST /v1/subscriptions/sub_holdfastCheck", "GET /v1/account"]
  answer = (path) => (not.includes(path) ? forbidden : allowed(path))
  expect(await check("rk_test_1234")).toEqual({
    kind: "works",
    account: null,
    missing: ["subscriptions:write", "coupons:read"],
  })
})

test("a key that Stripe does not accept is refused", async () => {
  answer = () => ({ status: 401, body: error("invalid_request_error") })
  expect(await check("rk_test_1234")).toEqual({
    kind: "refused",
    reason: "Stripe does not accept this key: it was revoked, has expired, or was not copied as a whole.",
  })
})

test.each([
  ["is asked too much", { status: 429, body: error("rate_limit_error") }],
  ["fails", { status: 500, body: error("api_error") }],
  ["hangs up", { status: 0, hangUp: true }],
])("where Stripe %s, nothing is known of the key", async (_, said) => {
  answer = (path) => (path === "GET /v1/prices" ? said : allowed(path))
  expect(await check("rk_test_1234")).toEqual({
    kind: "unreachable",
    reason: "Stripe gave no answer. Try again in a moment.",
  })
})
