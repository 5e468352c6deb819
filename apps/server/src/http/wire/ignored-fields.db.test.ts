import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** What could not be read stands on the session, for whoever looks at it. */

let server: TestApp
let shop: TestWorkspace
let cookie: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  cookie = await server.signIn(shop, "viewer")
})
afterAll(() => server.close())

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const notANumber = "takes a number; as a text, only a whole one"

const stored = (id: string) =>
  server.database.db
    .selectFrom("session")
    .select(["outcome", "ignored"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow()

/** What its page tells. */
async function read(id: string) {
  const answer = await server.app.inject({
    url: `/api/workspaces/${shop.appId}/sessions/${id}`,
    headers: { cookie },
  })
  return answer.json().ignored
}

async function send(part: "open" | "report", run: string, payload: object): Promise<string> {
  const caller = { app: shop.appId, customerId: `cus_${run}`, authHash: authHash(shop, `cus_${run}`) }
  const answer = await server.app.inject({
    method: "POST",
    url: `/v1/flow/${part}`,
    payload: { ...caller, run, startedAt: noon, sentAt: noon, ...payload },
  })
  expect(answer.statusCode).toBe(200)
  return answer.json().sessionId
}

test("a session tells what could not be read in all reports of its run", async () => {
  const run = randomUUID()
  const id = await send("open", run, { customerAttributes: "none" })
  await send("report", run, { revision: 1, session: { discountCooldown: "long", aborted: false } })
  await send("report", run, { revision: 2, session: { discountCooldown: "long", canceled: true } })
  const ignored = [
    { path: "customerAttributes", why: "takes an object" },
    { path: "session.discountCooldown", why: notANumber },
  ]
  expect(await read(id)).toEqual(ignored)
  expect(await stored(id)).toEqual({ outcome: "canceled", ignored })
})

test("a session of which everything could be read keeps nothing of it", async () => {
  const id = await send("open", randomUUID(), { customer: { id: "x" } })
  expect(await stored(id)).toEqual({ outcome: "open", ignored: null })
  expect(await read(id)).toEqual([])
})

test("a late report that says nothing new adds nothing", async () => {
  const run = randomUUID()
  const id = await send("report", run, { revision: 5, session: { pauseCooldown: "long", canceled: true } })
  await send("report", run, { revision: 4, session: { discountCooldown: "long" } })
  expect(await read(id)).toEqual([{ path: "session.pauseCooldown", why: notANumber }])
})

test("a post of an SDK adds to the session that its config call opened; names with NUL are kept readable", async () => {
  const headers = {
    "x-ck-app": shop.appId,
    "x-ck-customer": "cus_1",
    "x-ck-authorization": authHash(shop, "cus_1"),
  }
  const post = (url: string, payload: object) => server.app.inject({ method: "POST", url, headers, payload })
  const config = await post(`/v1/api/orgs/${shop.appId}/cancel-flow/config`, { customAttributes: "none" })
  expect(config.statusCode).toBe(200)
  const answer = await post("/v1/api/sessions/sdk", {
    canceled: true,
    blueprintId: config.json().blueprintId,
    customer: { id: "cus_1", planPrice: "29.00" },
    "a\0b": "c\0d",
  })
  expect(await stored(answer.json()._id)).toEqual({
    outcome: "canceled",
    ignored: [
      { path: "customAttributes", why: "takes an object" },
      { path: "customer.planPrice", why: notANumber },
      {
        path: "a\ufffdb",
        why: "has characters or numbers that cannot be kept, which are replaced",
      },
    ],
  })
})
