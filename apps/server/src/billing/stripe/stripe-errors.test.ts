import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import { stripeClient } from "./stripe-client.ts"
import { answerOfError, isOldFault } from "./stripe-errors.ts"

/** What the real client makes of answers and of faults on the way, and what that means for a request. */

type Respond = (request: IncomingMessage, response: ServerResponse) => void

let answer: Respond = () => {}
const server = createServer((request, response) => answer(request, response))
let apiBase = ""
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const calls: string[] = []
const saying = (status: number, error: object, headers: Record<string, string> = {}): Respond => {
  const body = JSON.stringify({ error })
  return ({ method, url }, response) => {
    calls.push(`${method} ${url}`)
    response.writeHead(status, { "content-type": "application/json", ...headers })
    response.end(body)
  }
}

const never = new AbortController().signal

/** The error of a change that is sent. */
async function errorOf(respond: Respond, base = apiBase, signal = never): Promise<unknown> {
  calls.length = 0
  answer = respond
  const stripe = stripeClient({ key: "rk_test_1", apiBase: base }, signal)
  try {
    await stripe.subscriptions.update("sub_1", { metadata: {} }, { idempotencyKey: "a" })
  } catch (error) {
    return error
  }
  throw new Error("The client took it for an answer")
}

const failed = (reason: string) => ({ kind: "failed", reason: expect.stringContaining(reason) })
const invalid = { type: "invalid_request_error", message: "No such coupon: 'A'" }

test.for([
  [401, invalid, failed("does not accept the key")],
  [403, { ...invalid, message: "rak_subscription_write is missing" }, failed("rak_subscription_write")],
  [429, { type: "rate_limit_error", message: "Slower" }, failed("too much at once")],
  [
    402,
    { type: "card_error", message: "Declined" },
    { kind: "refused", reason: expect.stringMatching(/not go through/) },
  ],
  [400, invalid, failed("No such coupon: 'A'")],
] as const)("%i is certainly not done", async ([status, error, expected]) => {
  expect(answerOfError(await errorOf(saying(status, error)), "discount", true)).toEqual(expected)
  expect(calls).toHaveLength(1)
})

test("what Stripe finds invalid in a cancellation is for a person at once, for to try it again brings the same", async () => {
  const error = await errorOf(saying(400, { ...invalid, message: "It follows a schedule." }))
  expect(answerOfError(error, "cancel", true)).toEqual({
    kind: "refused",
    reason: "Stripe says: It follows a schedule.",
  })
})

test("an address that nobody listens at was never reached", async () => {
  const closed = createServer()
  await new Promise<void>((done) => closed.listen(0, "127.0.0.1", done))
  const { port } = closed.address() as AddressInfo
  await new Promise((done) => closed.close(done))
  const error = await errorOf(() => {}, `http://127.0.0.1:${port}`)
  expect(answerOfError(error, "cancel", true)).toEqual(failed("could not be asked"))
})

const htmlPage: Respond = (_, response) => void response.end("<html>")
const cut: Respond = ({ socket }) => void socket.destroy()

test.for<[string, Respond]>([
  ["a fault of Stripe", saying(500, { type: "api_error", message: "Sorry" })],
  ["an answer that is no JSON", htmlPage],
  ["a connection that is cut", cut],
  ["a key that is in use", saying(409, { type: "idempotency_error", message: "In use" })],
  ["a key that went with other words", saying(400, { type: "idempotency_error", message: "Other words" })],
])("%s says nothing of what was done, and is not sent again", async ([, respond]) => {
  let sendings = 0
  const error = await errorOf((request, response) => {
    sendings += 1
    respond(request, response)
  })
  expect(() => answerOfError(error, "cancel", true)).toThrow(error as Error)
  expect(sendings).toBe(1)
})

test("who waits no longer hears nothing, and what was sent stays unknown", async () => {
  const controller = new AbortController()
  const error = await errorOf(() => controller.abort(), apiBase, controller.signal)
  expect(() => answerOfError(error, "cancel", true)).toThrow(error as Error)
})

test("before anything was sent, no fault leaves a doubt", async () => {
  const error = await errorOf(saying(500, { type: "api_error", message: "Sorry" }))
  expect(answerOfError(error, "cancel", false)).toEqual(failed("Sorry"))
})

test("a fault that Stripe gives once more is told from one of this moment", async () => {
  const fault = { type: "api_error", message: "Sorry" }
  expect(isOldFault(await errorOf(saying(500, fault, { "idempotent-replayed": "true" })))).toBe(true)
  expect(isOldFault(await errorOf(saying(500, fault)))).toBe(false)
  expect(isOldFault(await errorOf(saying(400, invalid, { "idempotent-replayed": "true" })))).toBe(false)
})

test("the client says which version it speaks, and nothing of how fast it was", async () => {
  let headers: IncomingMessage["headers"] = {}
  await errorOf((request, response) => {
    headers = request.headers
    saying(400, invalid)(request, response)
  })
  expect(headers).toMatchObject({
    authorization: "Bearer rk_test_1",
    "idempotency-key": "a",
    "stripe-version": "2026-10-28.endive",
  })
  expect(headers["x-stripe-client-telemetry"]).toBe(undefined)
})

test("a key is not carried to another address", async () => {
  let asked = 0
  const error = await errorOf((_, response) => {
    asked += 1
    response.writeHead(307, { location: `${apiBase}/elsewhere` }).end()
  })
  expect(() => answerOfError(error, "cancel", true)).toThrow(error as Error)
  expect(asked).toBe(1)
})
