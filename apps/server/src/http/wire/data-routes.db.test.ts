import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { seedDemo } from "../../demo/seed-demo.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop & Söhne")
  other = await server.addWorkspace("Other")
  await seedDemo(server.database, shop.id, { now: new Date("2026-11-01T12:00:00.000Z"), sessions: 1_200 })
})
afterAll(() => server.close())

const get = (query: string, headers: Record<string, string> = {}) =>
  server.app.inject({
    url: `/v1/data/sessions${query}`,
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive, ...headers },
  })

type SessionRecord = {
  _id: string
  createdAt: string
  mode: string
  bounced: boolean
  customer?: { id?: string; email?: string }
}
const records = async (query: string): Promise<SessionRecord[]> => (await get(query)).json()

/** What the table holds, to hold the answers against. */
const stored = async () =>
  (
    await server.database.db
      .selectFrom("session")
      .select(["id", "mode", "outcome", "created_at", "customer_id", "customer_email", "bounced_by"])
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .execute()
  ).filter((row) => row.mode === "live" && row.outcome !== "open")

test("a bare array, a hundred at first, newest first, without the bounced", async () => {
  const rows = (await stored()).filter((row) => row.bounced_by === null)
  const ids = (await records("")).map((record) => record._id)
  expect(ids).toEqual(rows.slice(0, 100).map((row) => row.id))
  const all = await records("?limit=10000")
  expect(all.map((record) => record._id)).toEqual(rows.map((row) => row.id))
})

test("skip pages on, to an empty end", async () => {
  const all = (await records("?limit=10000")).map((record) => record._id)
  expect((await records("?limit=7&skip=5")).map((record) => record._id)).toEqual(all.slice(5, 12))
  expect(await records(`?skip=${all.length}`)).toEqual([])
})

test("every filter finds what it says", async () => {
  const rows = await stored()
  const bounced = rows.filter((row) => row.bounced_by !== null)
  expect((await records("?bounced=true&limit=10000")).map((record) => record._id)).toEqual(
    bounced.map((row) => row.id),
  )

  const one = rows.find((row) => row.bounced_by === null && row.customer_email !== null)
  const same = (key: "customer_id" | "customer_email") =>
    rows.filter((row) => row.bounced_by === null && row[key] === one?.[key]).map((row) => row.id)
  expect((await records(`?sessionId=${one?.id}`)).map((record) => record._id)).toEqual([one?.id])
  expect((await records(`?customerId=${one?.customer_id}`)).map((record) => record._id)).toEqual(
    same("customer_id"),
  )
  const email = encodeURIComponent(one?.customer_email ?? "")
  expect((await records(`?customerEmail=${email}`)).map((record) => record._id)).toEqual(
    same("customer_email"),
  )
  expect(await records("?sessionId=66f0c0ffee66f0c0ffee66f0")).toEqual([])
  const two = rows.filter((row) => row.bounced_by === null).slice(3, 5)
  const either = await records(`?sessionId=${two[0]?.id}&sessionId=${two[1]?.id}`)
  expect(either.map((record) => record._id)).toEqual(two.map((row) => row.id))
})

test("sessions in progress are left out until asked for: clients would read them as cancellations", async () => {
  const open = await records("?inProgress=true")
  expect(open.length).toBeGreaterThan(0)
  const ids = new Set((await stored()).map((row) => row.id))
  expect(open.filter((record) => ids.has(record._id))).toEqual([])
})

test("startDate and endDate include their instants", async () => {
  const all = await records("?limit=50")
  const [newest, oldest] = [all[10]?.createdAt, all[20]?.createdAt]
  const between = await records(`?startDate=${oldest}&endDate=${newest}`)
  expect(between.map((record) => record._id)).toEqual(all.slice(10, 21).map((record) => record._id))
})

test("the test key reads test sessions, and nothing else", async () => {
  const answer = await get("?limit=10000", { "x-ck-api-key": shop.dataKeyTest })
  const modes = new Set(answer.json().map((record: SessionRecord) => record.mode))
  expect([...modes]).toEqual(["TEST"])
})

test("the answer names the workspace that it speaks for", async () => {
  const { headers } = await get("?limit=1")
  expect(headers["x-churnkey-acting-org-id"]).toBe(shop.id)
  expect(headers["x-churnkey-acting-org-name"]).toBe("Shop%20%26%20S%C3%B6hne")
})

test("other spellings are read: empty parameters, words in any case and in lists, times, a slash behind", async () => {
  const plain = await get("?limit=5")
  for (const query of [
    "/?limit=5",
    "?limit=5&startDate=&customerId=",
    "?limit=5&startDate=2000",
    "?limit=5&startDate=2000/01/01&saveType=",
    "?limit=5&endDate=2199-01-01T00:00:00+02:00",
  ]) {
    const answer = await get(query)
    expect([query, answer.statusCode, answer.body]).toEqual([query, 200, plain.body])
  }
  expect((await get("?saveType=discount,pause")).body).toBe(
    (await get("?saveType=DISCOUNT&saveType=PAUSE")).body,
  )
})

describe("refused with a sentence", () => {
  test.for([
    ["?limit=10001", "limit is 10001; it takes at most 10000."],
    ["?limit=0", "limit is 0; it takes at least 1."],
    ["?limit=many", 'limit is "many"; it takes a whole number.'],
    ["?skip=-1", "skip is -1; it takes at least 0."],
    [
      "?startDate=soon",
      'startDate is "soon"; it takes an ISO 8601 day or time, such as 2026-08-31 or 2026-08-31T12:00:00Z.',
    ],
    [
      "?startDate=1500-01-01&endDate=9000-01-01",
      "startDate and endDate are a hundred years apart or more; a range takes less.",
    ],
    ["?bounced=maybe", 'bounced is "maybe"; it takes true or false.'],
    [
      "?colour=red",
      "colour is not known here; known are limit, skip, startDate, endDate, sessionId, customerId, customerEmail, saveType, offerType, response, reason, followup, hasFeedback, trial, segmentId, abtest, abtestArm, blueprintId, planId, billingInterval, couponId, pauseDuration, sessionCurrency, ageYears, startMonth, priced, language, region, cancelRule, usedClickToCancel, offerLook, recordingState, bounced, verified, canceled, aborted, offers, inProgress, and the filters with - before them for none of the values.",
    ],
  ] as const)("%s", async ([query, sentence]) => {
    const answer = await get(query)
    expect([answer.statusCode, answer.body]).toEqual([422, sentence])
  })

  test("in JSON, for a client that takes nothing else", async () => {
    const answer = await get("?limit=0", { accept: "application/json" })
    expect([answer.statusCode, answer.json()]).toEqual([422, { message: "limit is 0; it takes at least 1." }])
  })

  test("a key of another workspace, the flow key, no key, an unknown app", async () => {
    const answers = await Promise.all([
      get("", { "x-ck-api-key": other.dataKeyLive }),
      get("", { "x-ck-api-key": shop.flowKey }),
      get("", { "x-ck-api-key": "" }),
      get("", { "x-ck-app": "nobody000" }),
    ])
    expect(answers.map((answer) => [answer.statusCode, answer.body])).toEqual([
      [401, "x-ck-api-key is not a data key of this workspace."],
      [401, "x-ck-api-key is not a data key of this workspace."],
      [401, "x-ck-api-key is missing: send a data key of this workspace."],
      [404, "Org not found"],
    ])
  })

  test("a revoked key", async () => {
    const now = new Date()
    await server.database.db
      .updateTable("api_key")
      .set({ revoked_at: now })
      .where("workspace_id", "=", other.id)
      .execute()
    const answer = await get("", { "x-ck-app": other.appId, "x-ck-api-key": other.dataKeyLive })
    expect(answer.statusCode).toBe(401)
  })
})
