import { randomUUID } from "node:crypto"
import type { HealthProblem } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { pruneHealth } from "../../session/health/prune-health.ts"
import { mostRowsADay } from "../../session/health/write-counts.ts"
import { authHash, flowToken, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let cookie: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  cookie = await server.signIn(shop, "developer")
})
afterAll(() => server.close())

const noon = "2026-11-01T12:00:00.000Z"
beforeEach(async () => {
  server.setTime(noon)
  await server.health.flush()
  await server.database.db.deleteFrom("health_count").execute()
})

async function read(): Promise<HealthProblem[]> {
  const url = `/api/workspaces/${shop.appId}/health`
  const answer = await server.app.inject({ url, headers: { cookie } })
  expect(answer.json().days).toBe(14)
  return answer.json().problems
}

/** Counting begins once the answer is out. */
const readUntil = async (length: number) => {
  await expect.poll(async () => (await read()).length).toBe(length)
  return read()
}

const proof = () => ({
  "x-ck-app": shop.appId,
  "x-ck-customer": "cus_1",
  "x-ck-authorization": authHash(shop, "cus_1"),
})

const browser = "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.0.0"

const post = (payload: object | string, headers: Record<string, string> = {}, url = "/v1/api/sessions/sdk") =>
  server.app.inject({
    method: "POST",
    url,
    headers: { ...proof(), "content-type": "application/json", "user-agent": browser, ...headers },
    payload,
  })

const common = { client: "", version: "", firstDay: "2026-11-01", lastAt: noon }

test("a field that could not be read is counted by client and version, with its shape and no value", async () => {
  const session = { embedVersion: "sdk-react@0.4.1", canceled: true }
  await post({ ...session, customer: { planPrice: "29.00", email: "ada@example.com" } })
  await post({ ...session, customer: { planPrice: "ada lovelace, 31" } })
  await post({ canceled: true, customer: { planPrice: true } })
  const problem = {
    ...common,
    kind: "ignored",
    route: "POST /v1/api/sessions/sdk",
    field: "customer.planPrice",
    why: "takes a number; as a text, only a whole one",
  }
  expect(await readUntil(2)).toEqual([
    {
      ...problem,
      client: "sdk-react",
      version: "0.4.1",
      times: 2,
      example: 'a text of 16 characters like "aaa aaaaaaaa, 99"',
    },
    { ...problem, times: 1, example: "true or false" },
  ])
})

test("a field that is wrong in every entry of a list is counted once a report, under one name", async () => {
  const steps = Array.from({ length: 9 }, () => ({ stepType: "SURVEY", duration: "long" }))
  await post({ canceled: true, stepsViewed: steps, customer: { customAttributes: 7 } })
  expect((await readUntil(2)).map(({ field, times }) => [field, times])).toEqual([
    ["customer.customAttributes", 1],
    ["stepsViewed[].duration", 1],
  ])
})

test.for([
  ["a wrong proof", () => post({}, { "x-ck-authorization": "00" }), 401, "wrong_hash", ""],
  ["no proof", () => post({}, { "x-ck-authorization": "" }), 401, "no_proof", ""],
  ["an unknown mode", () => post({}, { "x-ck-mode": "production" }), 422, "unknown_mode", ""],
  ["no JSON", () => post("{"), 400, "not_json", ""],
  ["a body that is too large", () => post({ a: "x".repeat(1_100_000) }), 413, "too_large", ""],
  ["another type", () => post("a=b", { "content-type": "text/csv" }), 415, "media_type", ""],
  ["a decision that is none", () => post({ canceled: "perhaps" }), 422, "takes true or false", "canceled"],
  ["a token of another kind", () => post({}, { "x-hf-token": "hf_x" }), 401, "token_malformed", ""],
  [
    "a token that is too old",
    () => post({}, { "x-hf-token": flowToken(shop, { c: "cus_1", m: "live", t: Date.parse("2026-10-01") }) }),
    401,
    "token_stale",
    "",
  ],
] as const)("a report with %s is counted by its reason", async ([, send, status, why, field]) => {
  expect((await send()).statusCode).toBe(status)
  expect(await readUntil(1)).toMatchObject([
    { ...common, kind: "refused", route: "POST /v1/api/sessions/sdk", field, why, times: 1 },
  ])
})

test("a body of Holdfast's own way in says whose it is, even where it is no JSON", async () => {
  const headers = { "x-ck-app": "" }
  await post(`{"app": "${shop.appId}", "run": `, headers, "/v1/flow/report")
  await post({ app: shop.appId, run: randomUUID() }, headers, "/v1/flow/open")
  expect((await readUntil(2)).map(({ route, why, field }) => [route, why, field]).toSorted()).toEqual([
    ["POST /v1/flow/open", "is missing", "startedAt"],
    ["POST /v1/flow/report", "not_json", ""],
  ])
})

test("who names no workspace, or one that is not there, is counted nowhere", async () => {
  await post("{", { "x-ck-app": "" })
  await post("{", { "x-ck-app": "no such" })
  await post("{", { "x-ck-app": other.appId })
  const counted = () =>
    server.health
      .flush()
      .then(() => server.database.db.selectFrom("health_count").select("workspace_id").execute())
  await expect.poll(counted).toEqual([{ workspace_id: other.id }])
  expect(await read()).toEqual([])
})

test("a report in which all is right counts nothing, and neither does one that the server could not take", async () => {
  expect((await post({ canceled: true, customer: { planPrice: "2900" } })).statusCode).toBe(200)
  await post("{")
  expect((await readUntil(1)).map(({ why }) => why)).toEqual(["not_json"])
})

test("ever new fields fill no more than the rows of a day", async () => {
  const workspace = { id: shop.id, timeZone: "UTC" }
  const count = (n: number) =>
    server.health.count(
      workspace,
      {
        kind: "ignored",
        route: "POST /v1/flow/report",
        client: { name: "", version: "" },
        field: `field${n}`,
        why: "takes a text",
        example: null,
      },
      new Date(noon),
    )
  for (let n = 0; n < 400; n++) count(n)
  await server.health.flush()
  for (let n = 300; n < 500; n++) count(n)
  const problems = await read()
  expect(problems).toHaveLength(mostRowsADay + 1)
  const rest = problems.find(({ why }) => why === "everything_else")
  expect(problems.reduce((sum, { times }) => sum + times, 0)).toBe(600)
  expect(rest).toMatchObject({ kind: "ignored", field: "", route: "", example: null })
})

test("the page looks back 14 days, and 30 are kept", async () => {
  for (const time of ["2026-10-01T12:00:00Z", "2026-10-10T12:00:00Z", "2026-10-19T12:00:00Z"]) {
    server.setTime(time)
    await post("{")
    await expect
      .poll(async () => {
        await server.health.flush()
        const rows = await server.database.db.selectFrom("health_count").select("last_at").execute()
        return rows.some(({ last_at }) => last_at.getTime() === Date.parse(time))
      })
      .toBe(true)
  }
  server.setTime(noon)
  expect(await read()).toMatchObject([{ times: 1, firstDay: "2026-10-19" }])
  expect(await pruneHealth(server.database.db, shop.id, new Date(noon))).toBe(1)
  expect(await pruneHealth(server.database.db, shop.id, new Date(noon))).toBe(0)
})

test("days without the billing are kept for three years, for the marks beside the figures", async () => {
  const { db } = server.database
  const counted = { workspace_id: shop.id, route: "", client: "", version: "", example: null, times: 3 }
  const on = (day: string, kind: "without_billing" | "ignored") => ({
    ...{ ...counted, day, kind, field: "live", why: "slow", last_at: new Date(`${day}T12:00:00Z`) },
  })
  await db
    .insertInto("health_count")
    .values([
      on("2026-09-01", "ignored"),
      on("2023-12-01", "without_billing"),
      on("2023-09-01", "without_billing"),
    ])
    .execute()
  expect(await pruneHealth(db, shop.id, new Date(noon))).toBe(2)
  const days = sql<string>`to_char(day, 'YYYY-MM-DD')`.as("day")
  expect(await db.selectFrom("health_count").select(days).execute()).toEqual([{ day: "2023-12-01" }])
})
