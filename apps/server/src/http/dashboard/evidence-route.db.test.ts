import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { starterFlow } from "../../flow/starter-flow.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { type TestBrowser, testBrowser } from "../../testing/test-browser.ts"

let server: TestApp
let shop: TestWorkspace
let other: TestWorkspace
let browser: TestBrowser
beforeAll(async () => {
  server = await testApp()
  shop = await server.addWorkspace("Shop")
  other = await server.addWorkspace("Other")
  browser = testBrowser(server, "203.0.113.1")
  const admin = await server.addPerson(shop, "admin")
  await browser.signIn(admin)
  await browser.send("PATCH", `/api/workspaces/${shop.appId}/click-to-cancel`, { singleClick: true })
})
afterAll(() => server.close())

const now = Date.parse("2026-11-01T12:00:00.000Z")
const iso = (ms: number) => new Date(ms).toISOString()
const entries = () =>
  server.database.db
    .selectFrom("audit_entry")
    .select(["action", "target_kind", "target_id", "detail"])
    .where("workspace_id", "=", shop.id)
    .where("action", "=", "evidence.taken")
    .execute()

async function post(path: string, body: object): Promise<{ sessionId: string }> {
  const whose = { app: shop.appId, customerId: "ada", authHash: authHash(shop, "ada") }
  const answer = await server.app.inject({ method: "POST", url: path, payload: { ...whose, ...body } })
  expect(answer.statusCode).toBeLessThan(300)
  return answer.json()
}

test("the evidence tells region, rule, texts, times, presses, clicks, seconds and the request", async () => {
  const run = randomUUID()
  const began = { run, startedAt: now - 9000, sentAt: now }
  const customer = { addresses: [{ country: "DE" }], email: "ada@example.com" }
  const { sessionId } = await post("/v1/flow/open", { ...began, customer, detectedLang: "de-DE" })
  const [survey] = starterFlow().steps
  await post("/v1/flow/action", { run, action: "cancel", body: { cancelAtPeriodEnd: true } })
  await post("/v1/flow/report", {
    ...began,
    revision: 1,
    customer,
    session: {
      canceled: true,
      usedClickToCancel: true,
      clicks: 1,
      uiLang: "de",
      contentLang: "en",
      stepsViewed: [{ stepType: "SURVEY", guid: survey?.guid, start: iso(now - 8000), end: iso(now - 2000) }],
    },
  })
  const answer = await browser.send("GET", `/api/workspaces/${shop.appId}/sessions/${sessionId}/evidence`)
  expect(answer.statusCode).toBe(200)
  const { steps, requests, notes, ...evidence } = answer.json()
  expect(evidence).toEqual({
    format: "holdfast-evidence",
    version: 1,
    takenAt: iso(now),
    workspace: { appId: shop.appId, name: "Shop" },
    session: {
      id: sessionId,
      mode: "live",
      openedAt: iso(now - 9000),
      customer: { id: "ada", email: "ada@example.com", subscriptionId: null },
      outcome: "canceled",
      outcomeLabel: "Cancelled",
      isVerified: true,
      source: "widget",
    },
    region: {
      name: "Germany",
      code: "DE",
      source: "billing-address",
      basis: "DE",
      rule: "single-click",
    },
    cancelNow: { wasOffered: true, wasUsed: true, text: "Jetzt kündigen" },
    cancellation: { pressedAt: iso(now - 2000), clicks: 1, seconds: 7, state: null },
    flow: {
      blueprintId: shop.blueprintId,
      name: "Primary Flow",
      version: 1,
      publishedAt: expect.any(String),
    },
    language: { buttons: "de", texts: "en", browser: "de-DE" },
    handlers: [],
  })
  expect(steps).toHaveLength(1)
  expect(steps[0].texts[0]).toEqual({ part: "heading", text: survey?.header })
  expect(steps[0].texts.at(-1)).toEqual({ part: "cancel-now", text: "Jetzt kündigen" })
  expect(steps[0].pressed).toEqual([
    { what: "cancelled-at-once", text: "Jetzt kündigen", at: iso(now - 2000) },
  ])
  expect(requests).toMatchObject([{ action: "cancel", requestedAt: iso(now) }])
  expect(notes.length).toBeGreaterThan(1)
  expect(await entries()).toEqual([
    { action: "evidence.taken", target_kind: "session", target_id: sessionId, detail: {} },
  ])
})

test("a session of another workspace has none here, and nothing is written down", async () => {
  const before = (await entries()).length
  const theirs = await server.intake.record({
    workspaceId: other.id,
    mode: "live",
    customerId: "bob",
    clientKey: `run:${randomUUID()}`,
    source: "widget",
    verified: true,
    receivedAt: new Date(now),
    startedAt: new Date(now),
    revision: 1,
    facts: {},
  })
  if (theirs.kind === "foreign") throw new Error("the session is new")
  for (const id of [theirs.sessionId, randomUUID(), "x"]) {
    const answer = await browser.send("GET", `/api/workspaces/${shop.appId}/sessions/${id}/evidence`)
    expect([answer.statusCode, answer.json().error.code]).toEqual([404, "session_not_found"])
  }
  expect(await entries()).toHaveLength(before)
})
