import type { SessionFacts } from "@holdfast/protocol"
import { type CustomerProfile, customerPathPart } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
import { writeStates } from "../../billing/events/write-state.ts"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let viewer: string
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  viewer = await server.signIn(shop, "viewer")
})
afterAll(() => server.close())

const noon = Date.UTC(2026, 9, 20, 12)
const iso = (hours: number) => new Date(noon + hours * 3_600_000).toISOString()
let runs = 0

/** A session that began so many hours after noon. */
async function record(customerId: string, hours: number, facts: SessionFacts, workspace = shop) {
  const result = await server.intake.record({
    workspaceId: workspace.id,
    mode: "live",
    customerId,
    clientKey: `run:${++runs}`,
    source: "widget",
    verified: true,
    receivedAt: new Date(noon + hours * 3_600_000),
    startedAt: new Date(noon + hours * 3_600_000),
    revision: 1,
    facts: { ...facts, customer: { id: customerId, ...facts.customer } },
  })
  if (result.kind === "foreign") throw new Error("the test's own sessions are not foreign")
  return result.sessionId
}

const get = (part: string, { query = "", workspace = shop } = {}) =>
  server.app.inject({
    url: `/api/workspaces/${workspace.appId}/customers/${part}${query}`,
    headers: { cookie: viewer },
  })

test("a profile holds all sessions of a customer, what they add up to, and what the customer paid", async () => {
  const plan = { planId: "pro", planPrice: 2900, currency: "usd", billingInterval: "MONTH" }
  const small = { planId: "starter", planPrice: 900, currency: "usd", billingInterval: "MONTH" }
  await record("cus_1", 0, { canceled: true, customer: { ...plan, email: "ada@example.com" } })
  await record("cus_1", 99, { canceled: true, customer: plan })
  const winner = await record("cus_1", 100, { canceled: true, customer: plan })
  const bounced = await record("cus_1", 101, { aborted: true, customer: small })
  await record("cus_1", 200, { acceptedOffer: { offerType: "PAUSE" }, customer: small })
  await record("cus_1", 300, { aborted: true })
  const open = await record("cus_1", 320, {})
  await record("cus_1", 0, { canceled: true }, other)
  const profile: CustomerProfile = (await get("cus_1")).json()
  expect(profile.customer).toEqual({ id: "cus_1", email: "ada@example.com" })
  expect(profile.totals).toEqual({
    sessions: 7,
    valid: 4,
    canceled: 2,
    savedByOffer: 1,
    abandoned: 1,
    bounced: 2,
    open: 1,
    firstSeenAt: iso(0),
    lastSeenAt: iso(320),
  })
  expect(profile.sessions.map(({ id }) => id)).toHaveLength(7)
  expect(profile.sessions[0]?.id).toBe(open)
  expect(profile.sessions.find(({ id }) => id === bounced)?.bouncedBy?.id).toBe(winner)
  expect(profile.snapshot).toMatchObject({ at: iso(200), customer: { planId: "starter" } })
  expect(
    profile.plans.map(({ planId, firstSeenAt, lastSeenAt }) => [planId, firstSeenAt, lastSeenAt]),
  ).toEqual([
    ["starter", iso(101), iso(200)],
    ["pro", iso(0), iso(100)],
  ])
})

test.for(["a/b?c#d", "..", ".", "~x", "דני 👩‍👩‍👧‍👦", "%2F", "<b>", "x".repeat(500), "田".repeat(500)])(
  "a customer may be called %s",
  async (id) => {
    await record(id, 0, { canceled: true })
    const answer = await get(customerPathPart(id))
    expect([answer.statusCode, answer.json().customer]).toEqual([200, { id, email: null }])
  },
)

test("modes do not mix, and an unknown one is refused", async () => {
  await record("cus_2", 0, { canceled: true })
  const answer = await get("cus_2", { query: "?mode=test" })
  expect([answer.statusCode, answer.json()]).toEqual([
    404,
    {
      error: { code: "customer_not_found", message: "This customer has no test session in this workspace." },
    },
  ])
  const refused = await get("cus_2", { query: "?mode=staging" })
  expect([refused.statusCode, refused.json().error.message]).toEqual([
    422,
    'mode is "staging"; it takes one of live, test, sandbox.',
  ])
})

test("a customer of others or of nobody has no profile", async () => {
  await record("theirs", 0, { canceled: true }, other)
  for (const id of ["theirs", "nobody", "'%20or%201=1"]) {
    expect((await get(id)).json().error.code).toBe("customer_not_found")
  }
  expect((await get("theirs", { workspace: other })).json().error.code).toBe("workspace_not_found")
  expect((await get("%00")).statusCode).toBe(422)
  expect((await get("%E0%A4%A")).statusCode).toBe(404)
})

test("where the workspace has profiles switched off there are none, and the dashboard knows", async () => {
  const { db } = server.database
  const me = async () =>
    (await server.app.inject({ url: "/api/me", headers: { cookie: viewer } })).json().workspaces[0]
      .hasCustomerProfiles
  expect(await me()).toBe(true)
  const quiet = await server.addWorkspace("Quiet")
  const cookie = await server.signIn(quiet, "viewer")
  await record("cus_3", 0, { canceled: true }, quiet)
  await db.updateTable("workspace").set({ customer_profiles: false }).where("id", "=", quiet.id).execute()
  const answer = await server.app.inject({
    url: `/api/workspaces/${quiet.appId}/customers/cus_3`,
    headers: { cookie },
  })
  expect([answer.statusCode, answer.json().error]).toEqual([
    404,
    { code: "profiles_off", message: "Customer profiles are switched off in this workspace." },
  ])
})

test("each look at a profile is written down, and none that shows nothing", async () => {
  const seen = server.database.db.selectFrom("audit_entry").selectAll().where("target_id", "=", "cus_seen")
  const views = async () => (await seen.execute()).length
  await record("cus_seen", 0, { canceled: true })
  await get("cus_seen")
  await get("cus_seen")
  expect(await views()).toBe(2)

  const url = `/api/workspaces/${shop.appId}/customers/cus_seen`
  await server.app.inject({ method: "HEAD", url, headers: { cookie: viewer } })
  await get("cus_seen", { query: "?mode=test" })
  expect(await views()).toBe(2)
  const ahead = await server.app.inject({ url, headers: { cookie: viewer, "sec-purpose": "prefetch" } })
  expect([ahead.statusCode, ahead.json().error.code]).toEqual([403, "fetched_ahead"])
  expect(await views()).toBe(2)

  for (const from of [
    { "sec-fetch-site": "cross-site", "sec-fetch-dest": "image" },
    { "sec-fetch-site": "same-site", "sec-fetch-dest": "empty" },
    { "sec-fetch-site": "none", "sec-fetch-dest": "document" },
    { "sec-fetch-site": "same-origin", "sec-fetch-dest": "image" },
  ]) {
    const answer = await server.app.inject({ url, headers: { cookie: viewer, ...from } })
    expect([answer.statusCode, answer.json().error.code]).toEqual([403, "not_looked_at"])
  }
  expect(await views()).toBe(2)
  const ours = { "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" }
  expect((await server.app.inject({ url, headers: { cookie: viewer, ...ours } })).statusCode).toBe(200)
  expect(await views()).toBe(3)

  const [entry] = await seen.execute()
  expect(entry).toMatchObject({
    workspace_id: shop.id,
    actor_kind: "person",
    actor_name: expect.stringContaining("@example.com"),
    address: "127.0.0.1",
    action: "profile.viewed",
    target_kind: "customer",
    target_id: "cus_seen",
    target_name: "cus_seen",
    detail: { mode: "live" },
  })
})

test("what the billing says of a customer stands beside their sessions, and none of it is one", async () => {
  await record("cus_billed", 0, { acceptedOffer: { offerType: "DISCOUNT" } })
  expect((await get("cus_billed")).json().billing).toBeNull()
  const endsAt = new Date(noon)
  await writeStates(server.database.db, { workspaceId: shop.id, mode: "live" }, "stripe", [
    {
      ...{ subscriptionId: "sub_1", customerId: "cus_billed", status: "ended", endsAt, resumesAt: null },
      ...{ decidedAt: endsAt, endedBy: "customer", asOf: endsAt },
    },
  ])
  const { billing, totals }: CustomerProfile = (await get("cus_billed")).json()
  expect(billing).toEqual({
    subscriptions: [
      {
        ...{ id: "sub_1", toldBy: "stripe", status: "ended", endedBy: "customer", isOutsideFlow: true },
        ...{ endsAt: iso(0), resumesAt: null, asOf: iso(0) },
      },
    ],
    sinceSave: null,
  })
  expect(totals).toMatchObject({ sessions: 1, savedByOffer: 1, canceled: 0 })
  const inTest = await get("cus_billed", { query: "?mode=test" })
  expect(inTest.statusCode).toBe(404)
})
