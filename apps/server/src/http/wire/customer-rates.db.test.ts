import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import {
  decisionsOfCustomer,
  refusedKeys,
  refusedProofs,
  reportsOfCustomer,
  runsOfCustomer,
} from "../../account/rates/limits.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let hour = 0
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
})
afterAll(() => server.close())
beforeEach(() => server.setTime(Date.UTC(2026, 10, 1, 12 + 2 * ++hour)))

const now = () => Date.UTC(2026, 10, 1, 12 + 2 * hour)
const send = async (
  path: string,
  customerId: string,
  rest: object,
  authHashSent = authHash(shop, customerId),
) => {
  const answer = await server.app.inject({
    method: "POST",
    url: `/v1/flow/${path}`,
    payload: {
      app: shop.appId,
      customerId,
      authHash: authHashSent,
      startedAt: now(),
      sentAt: now(),
      ...rest,
    },
  })
  return [answer.statusCode, answer.statusCode === 429 ? answer.body : null, answer.headers["retry-after"]]
}
const taken = [200, null, undefined]
const times = async (many: number, act: () => Promise<unknown>) => {
  for (let i = 0; i < many; i++) await act()
}

test("a customer opens 60 runs an hour, each may still report, and others are not in the way", async () => {
  const open = (run = randomUUID(), customerId = "cus_runs") => send("open", customerId, { run })
  const run = randomUUID()
  expect(await open(run)).toEqual(taken)
  await times(runsOfCustomer.most - 1, open)
  const refused = [429, "Too many runs of this customer; wait 60 minutes.", "3600"]
  expect(await open()).toEqual(refused)
  expect(await open(randomUUID(), "cus_other")).toEqual(taken)
  const report = (of: string) =>
    send("report", "cus_runs", { run: of, revision: 1, session: { canceled: true } })
  expect(await report(run)).toEqual(taken)
  // the widget keeps it, and sends it again when there is room
  expect(await report(randomUUID())).toEqual(refused)
})

test("the first report of a session that nobody opened counts as a run", async () => {
  const report = () =>
    send("report", "cus_reports_only", { run: randomUUID(), revision: 1, session: { canceled: true } })
  await times(runsOfCustomer.most, report)
  expect((await report())[0]).toBe(429)
  expect((await send("open", "cus_reports_only", { run: randomUUID() }))[0]).toBe(429)
})

test("beyond 600 reports an hour a decision is still taken, and a request to cancel too", async () => {
  const run = randomUUID()
  let revision = 0
  const report = (session: object) => send("report", "cus_busy", { run, revision: ++revision, session })
  await times(reportsOfCustomer.most, () => report({}))
  expect(await report({})).toEqual([429, "Too many reports of this customer; wait 60 minutes.", "3600"])
  expect(await report({ canceled: true })).toEqual(taken)
  expect(await report({ decisionState: "refused" })).toEqual(taken)
  const { statusCode } = await server.app.inject({
    method: "POST",
    url: "/v1/flow/action",
    payload: {
      app: shop.appId,
      customerId: "cus_busy",
      authHash: authHash(shop, "cus_busy"),
      run,
      action: "cancel",
      body: {},
    },
  })
  expect(statusCode).toBe(202)
  await times(decisionsOfCustomer.most - 3, () => report({ canceled: true }))
  expect((await report({ canceled: true }))[0]).toBe(429)
})

test("wrong proofs from one address, or one network of IPv6, end in a 429; a right one gets through from there", async () => {
  const from = (remoteAddress: string, authHashSent: string) =>
    server.app.inject({
      method: "POST",
      url: "/v1/flow/open",
      remoteAddress,
      payload: {
        ...{ app: shop.appId, customerId: "cus_1", authHash: authHashSent },
        ...{ run: randomUUID(), startedAt: now(), sentAt: now() },
      },
    })
  await times(refusedProofs.most, () => from("2001:db8::1", "wrong"))
  const refused = await from("2001:db8::2", "wrong")
  expect([refused.statusCode, refused.headers["retry-after"], refused.body]).toEqual([
    429,
    "900",
    "Too many wrong proofs from this address; wait 15 minutes.",
  ])
  expect((await from("2001:db8:0:1::1", "wrong")).statusCode).toBe(401)
  expect((await from("2001:db8::1", authHash(shop, "cus_1"))).statusCode).toBe(200)
})

test("wrong data keys from one address end in a 429; a right one gets through from there", async () => {
  const ask = async (key: string) => {
    const headers = { "x-ck-app": shop.appId, "x-ck-api-key": key }
    const { statusCode, body } = await server.app.inject({ url: "/v1/data/sessions?limit=1", headers })
    return [statusCode, statusCode === 200 ? null : body]
  }
  await times(refusedKeys.most, () => ask("live_data_wrong"))
  expect(await ask("live_data_wrong")).toEqual([
    429,
    "Too many wrong keys from this address; wait 15 minutes.",
  ])
  expect(await ask(shop.dataKeyLive)).toEqual([200, null])
})
