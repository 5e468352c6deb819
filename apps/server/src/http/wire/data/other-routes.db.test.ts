import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { StoredSession } from "../../../testing/naive-filter.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../../testing/test-app.ts"
import { seedVaried } from "../../../testing/varied-sessions.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let valid: StoredSession[]
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop & Söhne")
  other = await server.addWorkspace("Other")
  const stored = await seedVaried(server.database, shop.id)
  await forgetBilling(shop.id)
  valid = stored.filter((row) => row.mode === "live" && row.outcome !== "open" && row.bounced_by === null)
})
afterAll(() => server.close())

/** The demo's billing tells of those who stayed; here, nobody has told anything yet. */
async function forgetBilling(workspaceId: string): Promise<void> {
  for (const table of ["billing_event", "billing_subscription", "billing_reading"] as const)
    await server.database.db.deleteFrom(table).where("workspace_id", "=", workspaceId).execute()
}

const ask = (path: string, workspace = shop, key = workspace.dataKeyLive) =>
  server.app.inject({
    url: `/v1/data/${path}`,
    headers: { "x-ck-app": workspace.appId, "x-ck-api-key": key },
  })

describe("flow-metrics", () => {
  /** The figures over some sessions, in plain words. */
  const figures = (sessions: readonly StoredSession[]) => {
    const saved = sessions.filter((row) => row.outcome === "saved")
    const byOfferType: Record<string, number> = {}
    for (const { save_type } of saved) byOfferType[save_type ?? ""] = (byOfferType[save_type ?? ""] ?? 0) + 1
    return {
      totalSessions: sessions.length,
      unverifiedSessions: sessions.filter((row) => !row.verified).length,
      customersSaved: saved.length,
      saveRate: saved.length / sessions.length,
      boostedRevenueUSD: null,
      averageBoostedRevenueUSD: null,
      sessionOutcomes: {
        saved: { total: saved.length, byOfferType },
        canceled: sessions.filter((row) => row.outcome === "canceled").length,
        abandoned: sessions.filter((row) => row.outcome === "abandoned").length,
      },
      sampleSizeWarning: sessions.length < 30,
      summary: expect.stringContaining(`${sessions.length} sessions: ${saved.length} saved by an offer`),
      not_available: [
        {
          fields: ["boostedRevenueUSD", "averageBoostedRevenueUSD"],
          reason: "No billing provider is connected, so what customers paid afterwards is not known.",
        },
      ],
    }
  }

  test("measures the valid sessions of the key's mode", async () => {
    expect((await ask("flow-metrics")).json()).toEqual(figures(valid))
  })

  test.each<[string, (row: StoredSession) => boolean]>([
    ["segmentId=null", (row) => row.segment_id === null],
    ["verified=true", (row) => row.verified],
    ["verified=false", (row) => !row.verified],
    ["abtest=test-1", (row) => row.abtest === "test-1"],
    ["abtest=test-1&abtestArm=variant", (row) => row.abtest === "test-1" && row.abtest_arm === "variant"],
    ["startDate=2026-06-01", (row) => row.created_at >= new Date("2026-06-01")],
    ["endDate=2026-06-01", (row) => row.created_at <= new Date("2026-06-01")],
  ])("of %s", async (query, isMeant) => {
    expect((await ask(`flow-metrics?${query}`)).json()).toEqual(figures(valid.filter(isMeant)))
  })

  test("of one version of a flow", async () => {
    const blueprintId = valid[0]?.blueprint_id
    const answer = await ask(`flow-metrics?blueprintId=${blueprintId}`)
    expect(answer.json()).toEqual(figures(valid.filter((row) => row.blueprint_id === blueprintId)))
  })

  test("a workspace without sessions has no rate", async () => {
    expect((await ask("flow-metrics", other)).json()).toMatchObject({ totalSessions: 0, saveRate: null })
  })
})

test("account says whom the key speaks for, and in which mode", async () => {
  const account = {
    org: { id: shop.id, name: "Shop & Söhne", appId: shop.appId, timeZone: "UTC" },
    mode: "live",
    user: null,
    entitlements: ["sessions", "session_aggregation", "flow_metrics", "api_usage"],
    scopes: [
      "cancel_flows.sessions.read",
      "cancel_flows.sessions.read_pii",
      "cancel_flows.metrics.read",
      "account.api_usage.read",
    ],
  }
  const answer = await ask("account")
  expect(answer.json()).toEqual(account)
  expect(answer.headers["x-churnkey-acting-org-id"]).toBe(shop.id)
  expect((await ask("account", shop, shop.dataKeyTest)).json()).toEqual({ ...account, mode: "test" })
})

describe("api-usage", () => {
  test("counts every call with a key of the workspace, refused ones and its own too", async () => {
    const third = await server.addWorkspace("Third")
    server.setTime("2026-11-03T23:59:00.000Z")
    await ask("sessions", third)
    await ask("sessions?limit=none", third)
    await ask("sessions", third, "live_data_wrong")
    server.setTime("2026-11-04T00:00:00.000Z")
    await ask("warehouse/session-aggregation?breakdown=day", third, third.dataKeyTest)
    expect((await ask("api-usage", third)).json()).toEqual([
      { day: "2026-11-04", route: "/v1/data/api-usage", count: 1 },
      { day: "2026-11-04", route: "/v1/data/warehouse/session-aggregation", count: 1 },
      { day: "2026-11-03", route: "/v1/data/sessions", count: 2 },
    ])
    expect((await ask("api-usage?startDate=2026-11-03&endDate=2026-11-03", third)).json()).toEqual([
      { day: "2026-11-03", route: "/v1/data/sessions", count: 2 },
    ])
  })

  test("a bare day is that day of the workspace, and an instant means the day that it falls on there", async () => {
    const west = await server.addWorkspace("West")
    await server.database.db
      .updateTable("workspace")
      .set({ time_zone: "America/New_York" })
      .where("id", "=", west.id)
      .execute()
    for (const time of ["2026-11-03T04:59:00Z", "2026-11-03T05:00:00Z", "2026-11-04T05:00:00Z"]) {
      server.setTime(time)
      await ask("account", west)
    }
    const days = async (from: string, to: string) => {
      const rows = (await ask(`api-usage?startDate=${from}&endDate=${to}`, west)).json()
      return rows.map(({ day, count }: { day: string; count: number }) => `${day} ${count}`)
    }
    expect(await days("2026-11-03", "2026-11-03")).toEqual(["2026-11-03 1"])
    expect(await days("2026-11-02", "2026-11-03")).toEqual(["2026-11-03 1", "2026-11-02 1"])
    expect(await days("2026-11-03T04:00:00Z", "2026-11-03T04:59:00Z")).toEqual(["2026-11-02 1"])
  })
})

test("flow-metrics tell what was paid after saves, by currency, where a billing tells", async () => {
  const paying = await server.addWorkspace("Paying")
  const stored = await seedVaried(server.database, paying.id)
  await forgetBilling(paying.id)
  const saves = stored.filter(
    ({ workspace_id, mode, outcome, bounced_by, customer_id, created_at }) =>
      workspace_id === paying.id &&
      mode === "live" &&
      outcome === "saved" &&
      bounced_by === null &&
      customer_id !== null &&
      created_at >= new Date("2026-10-01"),
  )
  const first = saves.find(({ save_type }) => save_type === "DISCOUNT")
  const second = saves.find((save) => save.customer_id !== first?.customer_id)
  if (!first || !second) throw new Error("The demo has no saves")
  const invoice = (
    id: string,
    { customer_id }: StoredSession,
    amount: number,
    currency: string,
    day: string,
  ) => ({
    ...{ event: "Invoice Paid", eventId: id, eventDate: day, customerId: customer_id },
    eventData: { amount, currency },
  })
  const paid = invoice("a", first, 4900, "USD", "2026-11-02")
  const headers = { "x-ck-app": paying.appId, "x-ck-api-key": paying.dataKeyLive }
  server.setTime("2026-11-03T00:00:00.000Z")
  const told = await server.app.inject({
    ...{ method: "POST", url: "/v1/data/events", headers },
    payload: [
      { ...paid, eventData: { ...paid.eventData, discount: 1200 } },
      invoice("b", second, 5050, "usd", "2026-11-02"),
      invoice("c", first, 700, "eur", "2026-11-02"),
      invoice("before the save", first, 9999, "usd", "2020-01-01"),
    ],
  })
  expect(told.json()).toEqual({ kept: 4 })
  const metrics = (await ask("flow-metrics?startDate=2026-10-01", paying)).json()
  expect(metrics).toMatchObject({
    boostedRevenueUSD: 99.5,
    averageBoostedRevenueUSD: 99.5 / metrics.customersSaved,
    boostedRevenue: [
      { currency: "eur", minor: 700, invoices: 1 },
      { currency: "usd", minor: 9950, invoices: 2 },
    ],
    not_available: [],
  })
  const { rows } = (await ask("insights/offers?startDate=2026-10-01", paying)).json()
  const kind = (type: string) =>
    rows.find((row: { offerType: string; guid: null }) => row.offerType === type && row.guid === null)
  expect(kind("DISCOUNT")).toMatchObject({
    ...{ discountGiven: [{ currency: "usd", minor: 1200 }], followed: expect.any(Number) },
    endedLater: expect.any(Number),
  })
  expect(kind("PAUSE")).toMatchObject({ followed: expect.any(Number), endedLater: expect.any(Number) })
  expect(Object.keys(kind("PAUSE"))).not.toContain("discountGiven")
  const held = (await ask("insights/held?startDate=2026-10-01", paying)).json()
  expect(held.boostedRevenue).toEqual(metrics.boostedRevenue)
  const { unverifiedSessions } = metrics
  expect((await ask("insights/headline?startDate=2026-10-01", paying)).json()).toMatchObject({
    ...{ sessions: metrics.totalSessions, saved: metrics.customersSaved, unverified: unverifiedSessions },
  })
})

describe("refused with a sentence", () => {
  test.for([
    [
      "flow-metrics?saveType=PAUSE",
      "saveType is not known here; known are startDate, endDate, segmentId, blueprintId, abtest, abtestArm, verified.",
    ],
    [
      "flow-metrics?startDate=2026-02-01&endDate=2026-01-01",
      "startDate is after endDate; the range is upside down.",
    ],
    ["account?verbose=1", "verbose is not known here; there are no parameters."],
    [
      "api-usage?startDate=soon",
      'startDate is "soon"; it takes an ISO 8601 day or time, such as 2026-08-31 or 2026-08-31T12:00:00Z.',
    ],
    [
      "api-usage?startDate=1926-11-01&endDate=2026-11-01",
      "startDate and endDate are a hundred years apart or more; a range takes less.",
    ],
    [
      "api-usage?startDate=2026-02-01&endDate=2026-01-01",
      "startDate is after endDate; the range is upside down.",
    ],
    ["api-usage?route=x", "route is not known here; known are startDate, endDate."],
  ] as const)("%s", async ([path, sentence]) => {
    const answer = await ask(path)
    expect([answer.statusCode, answer.body]).toEqual([422, sentence])
  })
})
