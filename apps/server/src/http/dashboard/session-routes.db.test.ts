import type { SessionFacts } from "@holdfast/protocol"
import type { SessionPage } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, expect, test } from "vitest"
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
const iso = (minutes: number) => new Date(noon + minutes * 60_000).toISOString()
let runs = 0

/** A session that began so many minutes after noon. */
async function record(
  minutes: number,
  facts: SessionFacts,
  {
    workspace = shop,
    customerId = "cus_1" as string | null,
    verified = true,
    source = "widget" as "widget" | "sdk" | "import",
  } = {},
): Promise<string> {
  const result = await server.intake.record({
    workspaceId: workspace.id,
    mode: "live",
    customerId,
    clientKey: `run:${++runs}`,
    source,
    verified,
    receivedAt: new Date(noon + minutes * 60_000 + 1000),
    startedAt: new Date(noon + minutes * 60_000),
    revision: 1,
    facts: { ...facts, customer: { id: customerId, ...facts.customer } },
  })
  if (result.kind === "foreign") throw new Error("the test's own sessions are not foreign")
  return result.sessionId
}

const get = (path: string, cookie = viewer) => server.app.inject({ url: path, headers: { cookie } })
const read = async (id: string): Promise<SessionPage> =>
  (await get(`/api/workspaces/${shop.appId}/sessions/${id}`)).json()

test("a session tells its timeline, its offers and why it ended as it did", async () => {
  const id = await record(0, {
    blueprintId: shop.blueprintId,
    stepsViewed: [{ stepType: "SURVEY", guid: "step-survey", start: iso(0), end: iso(1), duration: 60_000 }],
    presentedOffers: [{ guid: "x", offerType: "CONTACT", presentedAt: iso(0), declinedAt: iso(1) }],
    surveyChoiceValue: "Too expensive",
    canceled: true,
    customer: { planId: "price_1", customAttributes: { teamSize: 4 } },
    unknownField: { kept: true },
  } as SessionFacts)
  const page = await read(id)
  expect(page).toMatchObject({
    row: {
      id,
      customer: { id: "cus_1", email: null },
      outcomeLabel: "Cancelled",
      surveyChoice: "Too expensive",
    },
    facts: {
      customer: { planId: "price_1", customAttributes: { teamSize: 4 } },
      unknownField: { kept: true },
    },
    source: "widget",
    flow: { version: 1, publishedAt: "2026-11-01T12:00:00.000Z" },
    timeline: [
      {
        stepType: "SURVEY",
        title: expect.stringContaining("cancel"),
        durationMs: 60_000,
        visit: 1,
        offers: [0],
      },
    ],
    offers: [
      { terms: { offerType: "CONTACT", url: null, label: null }, ending: "declined", endedAt: iso(1) },
    ],
    outcomeReason: { kind: "canceled", at: iso(1), withCancelNow: false, despite: null },
    bounceReason: { kind: "alone" },
    hasMoreNeighbours: false,
    segmentReason: { kind: "primary" },
  })
  expect(page.neighbours.map((each) => each.id)).toEqual([id])
})

test("a bounced session names its winner, among the neighbours within 24 hours to the millisecond", async () => {
  const who = { customerId: "cus_2" }
  const abandoned = await record(0, { aborted: true }, who)
  const cancelled = await record(5, { canceled: true }, who)
  const open = await record(10, {}, who)
  const dayLater = await record(24 * 60, { aborted: true }, who)
  await record(24 * 60 + 11, { aborted: true }, who)
  await record(6, { canceled: true }, { ...who, verified: false })
  const page = await read(abandoned)
  expect(page.bounceReason).toMatchObject({ kind: "bounced", because: "decision", by: { id: cancelled } })
  expect(page.neighbours.map(({ id, bouncedBy }) => [id, bouncedBy])).toEqual([
    [abandoned, cancelled],
    [cancelled, null],
    [open, null],
    [dayLater, cancelled],
  ])
  expect((await read(cancelled)).bounceReason).toEqual({ kind: "winner", setAside: 2 })
  expect((await read(open)).bounceReason).toEqual({ kind: "waits" })
})

test("of very many neighbours the nearest are shown, and the winner always", async () => {
  const who = { customerId: "cus_3" }
  const first = await record(0, { aborted: true }, who)
  for (let minute = 1; minute <= 45; minute++) await record(minute, { aborted: true }, who)
  const winner = await record(60, { canceled: true }, who)
  const page = await read(first)
  expect(page.neighbours).toHaveLength(40)
  expect(page.hasMoreNeighbours).toBe(true)
  expect(page.neighbours.at(-1)?.id).toBe(winner)
  expect(page.bounceReason).toMatchObject({ kind: "bounced", by: { id: winner } })
})

test("the rules of the segment stand beside the customer's values", async () => {
  const rule = { attribute: "BILLING_INTERVAL", operand: "INCLUDES", value: ["YEAR"], type: "STRING" }
  await server.database.db
    .insertInto("segment")
    .values({
      workspace_id: shop.id,
      id: "annual",
      name: "Annual",
      enabled: true,
      priority: 0,
      filter: JSON.stringify([rule]),
      created_at: new Date(noon),
    })
    .execute()
  const who = { customerId: "cus_4" }
  const id = await record(0, { segmentId: "annual", customer: { billingInterval: "YEAR" } }, who)
  expect((await read(id)).segmentReason).toEqual({
    kind: "segment",
    id: "annual",
    name: "Annual",
    rules: [{ ...rule, actual: "YEAR", holds: true }],
  })
})

test("a session that tells next to nothing is readable all the same", async () => {
  const id = await record(
    0,
    { blueprintId: "their-own", aborted: true },
    { customerId: null, verified: false },
  )
  expect(await read(id)).toMatchObject({
    row: { customer: { id: null, email: null }, recording: { url: null, reason: "unverified" } },
    flow: null,
    timeline: [],
    offers: [],
    neighbours: [],
    bounceReason: { kind: "nobody" },
    outcomeReason: { kind: "closed" },
  })
})

test("a session whose page turned recording off says so", async () => {
  const id = await record(0, { record: false, aborted: true } as SessionFacts, { customerId: "cus_5" })
  expect((await read(id)).row.recording).toEqual({ url: null, reason: "call" })
})

test("only an imported session leads to a recording: a customer's browser may report any address", async () => {
  const facts: SessionFacts = { recording: "https://evil.example/", aborted: true }
  const leadsTo = async (source: "widget" | "sdk" | "import") => {
    const page = await read(await record(0, facts, { customerId: `cus_6_${source}`, source }))
    const { sessions } = (
      await get(`/api/workspaces/${shop.appId}/sessions?mode=live&search=cus_6_${source}`)
    ).json()
    expect(sessions[0].recording).toEqual(page.row.recording)
    return page.row.recording
  }
  expect(await leadsTo("import")).toEqual({ url: "https://evil.example/" })
  for (const source of ["widget", "sdk"] as const) {
    expect(await leadsTo(source)).toEqual({ url: null, reason: "unproven" })
  }
})

test("ids of nothing are one sentence, whatever they look like", async () => {
  const theirs = await record(0, { canceled: true }, { workspace: other })
  const unknown = [
    theirs,
    "019a0000-0000-7000-8000-000000000000",
    "nonsense",
    "%00",
    "' or 1=1",
    "a".repeat(500),
  ]
  for (const id of unknown) {
    const answer = await get(`/api/workspaces/${shop.appId}/sessions/${encodeURIComponent(id)}`)
    expect([id, answer.statusCode, answer.json()]).toEqual([
      id,
      404,
      { error: { code: "session_not_found", message: "This workspace has no session with that id." } },
    ])
  }
  const nul = await get(`/api/workspaces/${shop.appId}/sessions/%00`)
  expect([nul.statusCode, nul.json().error.message]).toEqual([
    422,
    "id contains a NUL character, which is not accepted.",
  ])
})

test("a workspace of others has no sessions to read", async () => {
  const id = await record(0, { canceled: true }, { workspace: other })
  const answer = await get(`/api/workspaces/${other.appId}/sessions/${id}`)
  expect([answer.statusCode, answer.json().error.code]).toEqual([404, "workspace_not_found"])
  expect((await get(`/api/workspaces/${shop.appId}/sessions/${id}`, "")).statusCode).toBe(401)
})
