import { randomUUID } from "node:crypto"
import type { RequestsPage } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { pastTheLog } from "../../testing/change-log-guard.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let admin: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  admin = await server.signIn(shop, "admin")
})
afterAll(() => server.close())

const noon = Date.parse("2026-11-01T12:00:00.000Z")
const hour = 3_600_000
beforeEach(async () => {
  server.setTime(noon)
  for (const table of ["action_request", "mail", "request_notice"] as const)
    await server.database.db.deleteFrom(table).execute()
})

const send = (path: string, body: object) =>
  server.app.inject({ method: "POST", url: `/v1/flow/${path}`, payload: body })

/** A customer goes through the flow and presses the last button; the widget waits for an answer. */
async function cancel(customerId: string, { mode = "live", at = 0 } = {}) {
  server.setTime(noon + at)
  const run = randomUUID()
  const whose = { app: shop.appId, customerId, authHash: authHash(shop, customerId), mode, run }
  const times = { startedAt: noon, sentAt: noon }
  const opened = await send("open", { ...whose, ...times })
  const session = { canceled: true, decisionState: "asked" }
  await send("report", { ...whose, ...times, revision: 1, session })
  const answer = await send("action", { ...whose, action: "cancel", body: { cancelAtPeriodEnd: true } })
  expect([answer.statusCode, answer.json()]).toEqual([202, { recorded: true }])
  const { sessionId } = opened.json()
  await pastTheLog(server.database, (trx) =>
    trx
      .updateTable("session")
      .set({ customer_email: `${customerId}@example.com` })
      .where("id", "=", sessionId)
      .execute(),
  )
  return sessionId as string
}

const call = async (path: string, body?: object, cookie = admin, appId = shop.appId) => {
  const answer = await server.app.inject({
    method: body ? "POST" : "GET",
    url: `/api/workspaces/${appId}/requests${path}`,
    headers: { cookie, origin: "http://127.0.0.1:4870" },
    ...(body && { payload: body }),
  })
  return { status: answer.statusCode, body: answer.json() }
}
const list = async (query = ""): Promise<RequestsPage> => (await call(query)).body
const idOf = async (customerId: string) => {
  const { requests } = await list("?show=waiting")
  return requests.find(({ customer }) => customer.id === customerId)?.id ?? ""
}
const decisionOf = async (sessionId: string) =>
  server.database.db
    .selectFrom("session")
    .select(["outcome", "decision_state"])
    .where("id", "=", sessionId)
    .executeTakeFirstOrThrow()

test("what waits is listed from the oldest on, a page at a time, and counted", async () => {
  for (const [n, customer] of ["a", "b", "c"].entries()) await cancel(customer, { at: n * 1000 })
  await cancel("t", { mode: "test" })
  const first = await list("?size=2")
  expect(first.requests.map(({ customer }) => customer)).toEqual([
    { id: "a", email: "a@example.com" },
    { id: "b", email: "b@example.com" },
  ])
  const second = await list(`?size=2&before=${first.next}`)
  expect([second.requests.map(({ customer }) => customer.id), second.next]).toEqual([["c"], null])
  expect((await call("/waiting")).body).toEqual({ waiting: 3 })
  expect((await call("/waiting?mode=test")).body).toEqual({ waiting: 1 })
  for (const show of ["tried", "refused", "done"]) expect((await list(`?show=${show}`)).requests).toEqual([])
})

describe("a cancellation that a person marks", () => {
  test("as done is applied by them, its session stands, and the audit log says so", async () => {
    const sessionId = await cancel("cus_1")
    expect(await decisionOf(sessionId)).toEqual({ outcome: "canceled", decision_state: "asked" })
    const id = await idOf("cus_1")
    server.setTime(noon + hour)
    const { status, body } = await call(`/${id}/settle`, { result: "applied", note: " Ended in the shop. " })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id,
      sessionId,
      state: "applied",
      note: "Ended in the shop.",
      settledAt: new Date(noon + hour).toISOString(),
      settledBy: { kind: "person", name: expect.stringContaining("@") },
      undoUntil: new Date(noon + 25 * hour).toISOString(),
    })
    expect(await decisionOf(sessionId)).toEqual({ outcome: "canceled", decision_state: null })
    expect((await list("?show=done")).requests).toEqual([body])
    expect((await call("/waiting")).body).toEqual({ waiting: 0 })
    const page = await server.app.inject({
      url: `/api/workspaces/${shop.appId}/sessions/${sessionId}`,
      headers: { cookie: admin },
    })
    expect(page.json().requests).toEqual([body])
    const [entry] = await server.database.db
      .selectFrom("audit_entry")
      .select(["action", "target_id", "target_name", "detail"])
      .where("target_kind", "=", "request")
      .orderBy("id", "desc")
      .limit(1)
      .execute()
    expect(entry).toEqual({
      action: "request.settled",
      target_id: id,
      target_name: "cancel of cus_1",
      detail: { before: "asked", after: "applied" },
    })
  })

  test("as not possible needs a reason; its session stays asked, as it is a cancellation all the same", async () => {
    const sessionId = await cancel("cus_1")
    const id = await idOf("cus_1")
    const refused = await call(`/${id}/settle`, { result: "refused", note: "  " })
    expect([refused.status, refused.body.error.message]).toEqual([
      422,
      "note is missing: say why it could not be done.",
    ])
    const { body } = await call(`/${id}/settle`, { result: "refused", note: "It ended last year." })
    expect(body).toMatchObject({ state: "refused", reason: "It ended last year.", note: null })
    expect((await list("?show=refused")).requests).toEqual([body])
    expect(await decisionOf(sessionId)).toEqual({ outcome: "canceled", decision_state: "asked" })
  })

  test("is settled once, and of two at the same moment by one", async () => {
    await cancel("cus_1")
    const id = await idOf("cus_1")
    const both = await Promise.all([
      call(`/${id}/settle`, { result: "applied" }),
      call(`/${id}/settle`, { result: "refused", note: "No." }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await call(`/${id}/settle`, { result: "applied" })).body).toMatchObject({
      error: { code: "request_not_open" },
    })
  })

  test("waits again when they take it back within a day, and not later", async () => {
    const sessionId = await cancel("cus_1")
    const id = await idOf("cus_1")
    await call(`/${id}/settle`, { result: "applied" })
    server.setTime(noon + 24 * hour - 1)
    const { status, body } = await call(`/${id}/reopen`, {})
    expect([status, body]).toMatchObject([
      200,
      { state: "asked", isForPerson: true, settledBy: null, note: null },
    ])
    expect(await decisionOf(sessionId)).toEqual({ outcome: "canceled", decision_state: "asked" })
    await call(`/${id}/settle`, { result: "applied" })
    server.setTime(noon + 48 * hour)
    expect((await call(`/${id}/reopen`, {})).body).toMatchObject({ error: { code: "request_not_undone" } })
  })

  test("is nobody's of another workspace", async () => {
    await cancel("cus_1")
    const id = await idOf("cus_1")
    const stranger = await server.signIn(other, "owner")
    const { status, body } = await call(`/${id}/settle`, { result: "applied" }, stranger, other.appId)
    expect([status, body.error.code]).toEqual([404, "request_not_found"])
    expect((await list()).requests).toHaveLength(1)
  })
})

describe("by the Data API", () => {
  const ask = async (path: string, body?: object, key = shop.dataKeyLive) => {
    const answer = await server.app.inject({
      method: body ? "POST" : "GET",
      url: `/v1/data/requests${path}`,
      headers: { "x-ck-app": shop.appId, "x-ck-api-key": key },
      ...(body && { payload: body }),
    })
    const isJson = String(answer.headers["content-type"]).startsWith("application/json")
    return [answer.statusCode, isJson ? answer.json() : answer.body]
  }

  test("what waits is listed, and settled by the company's own server", async () => {
    for (const [n, customer] of ["a", "b", "c"].entries()) await cancel(customer, { at: n * 1000 })
    const [status, rows] = await ask("?show=waiting&limit=2")
    expect([status, rows.map((row: { customerId: string }) => row.customerId)]).toEqual([200, ["a", "b"]])
    const [, rest] = await ask(`?show=waiting&after=${rows[1]._id}`)
    expect(rest.map((row: { customerId: string }) => row.customerId)).toEqual(["c"])
    expect(await ask(`/${rows[0]._id}`, { result: "scheduled" })).toEqual([
      422,
      "at is missing: say for which day it is scheduled.",
    ])
    const [settled, record] = await ask(`/${rows[0]._id}`, { result: "scheduled", at: "2026-12-01" })
    expect([settled, record]).toMatchObject([
      200,
      { _id: rows[0]._id, state: "scheduled", scheduledFor: "2026-12-01T00:00:00.000Z" },
    ])
    expect((await call("/waiting")).body).toEqual({ waiting: 2 })
    expect((await ask(`/${rows[0]._id}`, { result: "applied" }))[0]).toBe(409)
  })

  test("a cancellation that a program refuses stays one, for a person who reads why", async () => {
    await cancel("cus_1")
    const id = await idOf("cus_1")
    const [status, record] = await ask(`/${id}`, { result: "refused", message: "Has a schedule." })
    expect([status, record]).toMatchObject([
      200,
      { state: "asked", isForPerson: true, lastError: "Has a schedule." },
    ])
    expect((await list()).requests).toMatchObject([{ lastError: "Has a schedule." }])
  })

  test("a test key finds what is of tests, and nothing of live customers", async () => {
    await cancel("cus_1")
    const id = await idOf("cus_1")
    expect(await ask("", undefined, shop.dataKeyTest)).toEqual([200, []])
    const sentence = "This workspace has no test request with that id."
    expect(await ask(`/${id}`, { result: "applied" }, shop.dataKeyTest)).toEqual([404, sentence])
    expect(await ask("?after=nonsense")).toEqual([404, "This workspace has no live request with that id."])
  })
})
