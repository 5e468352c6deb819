import { randomUUID } from "node:crypto"
import type { ClickToCancel, SessionFacts } from "@holdfast/protocol"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { installFlows } from "../../flow/install-flows.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"
import { testBrowser } from "../../testing/test-browser.ts"

/** Which rule of click to cancel holds for a customer, over both ways in, and what the session keeps of it. */

let server: TestApp
let shop: TestWorkspace
beforeAll(async () => {
  server = await testApp({ trustProxy: ["10.0.0.0/8"], countryHeader: "x-country" })
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
})

const turnOn = async (rules: Partial<ClickToCancel>) => {
  const browser = testBrowser(server, "203.0.113.1")
  await browser.signIn(await server.addPerson(shop, "admin"))
  const answer = await browser.send("PATCH", `/api/workspaces/${shop.appId}/click-to-cancel`, rules)
  expect(answer.statusCode).toBe(200)
}

interface Visit {
  addresses?: unknown
  country?: string
  timeZone?: string
  language?: string
  /** From where the request reaches the server. */
  from?: string
}

const headersOf = ({ country, language }: Visit) => ({
  ...(country !== undefined && { "x-country": country }),
  ...(language !== undefined && { "accept-language": `${language}, en;q=0.5` }),
})

interface Opened {
  sessionId: string
  run: string
  blueprintId: string
  isOn: boolean
  isMaximalOn: boolean | null
}

async function openByWidget(customerId: string, visit: Visit, run: string = randomUUID()): Promise<Opened> {
  const payload = {
    app: shop.appId,
    customerId,
    authHash: authHash(shop, customerId),
    run,
    startedAt: 1,
    sentAt: 1,
    customer: { addresses: visit.addresses },
    timeZone: visit.timeZone,
    detectedLang: visit.language,
  }
  const answer = await server.app.inject({
    method: "POST",
    url: "/v1/flow/open",
    payload,
    headers: headersOf(visit),
    remoteAddress: visit.from ?? "10.1.2.3",
  })
  expect(answer.statusCode).toBe(200)
  const { sessionId, hasCancelNow, blueprint } = answer.json()
  return { sessionId, run, blueprintId: blueprint.id, isOn: hasCancelNow, isMaximalOn: null }
}

async function openBySdk(customerId: string, visit: Visit): Promise<Opened> {
  const answer = await server.app.inject({
    method: "POST",
    url: `/v1/api/orgs/${shop.appId}/cancel-flow/config`,
    payload: { customer: { addresses: visit.addresses } },
    headers: {
      "x-ck-app": shop.appId,
      "x-ck-customer": customerId,
      "x-ck-authorization": authHash(shop, customerId),
      ...headersOf(visit),
    },
    remoteAddress: visit.from ?? "10.1.2.3",
  })
  expect(answer.statusCode).toBe(200)
  const { blueprintId, settings } = answer.json()
  const { id } = await server.database.db
    .selectFrom("session")
    .select("id")
    .where("workspace_id", "=", shop.id)
    .where("customer_id", "=", customerId)
    .executeTakeFirstOrThrow()
  return {
    sessionId: id,
    run: "",
    blueprintId,
    isOn: settings.clickToCancelEnabled,
    isMaximalOn: settings.strictFTCComplianceEnabled,
  }
}

const factsOf = async (sessionId: string): Promise<SessionFacts> => {
  const { detail } = await server.database.db
    .selectFrom("session")
    .select("detail")
    .where("workspace_id", "=", shop.id)
    .where("id", "=", sessionId)
    .executeTakeFirstOrThrow()
  return detail as SessionFacts
}

const california = [{ type: "billing", country: "US", state: "CA", line1: "1 Main Street" }]

describe.each([
  ["the widget", openByWidget],
  ["an SDK", openBySdk],
] as const)("by %s", (_, open) => {
  test.each<[string, Visit, string, string]>([
    ["the page's address", { addresses: california, country: "JP" }, "billing-address", "US-CA"],
    ["the country of a trusted proxy", { country: "FR", language: "ja-JP" }, "proxy", "FR"],
    ["the browser's language", { country: "XX", language: "de-DE" }, "language", "DE"],
  ])("%s decides, and the session says so", async (_, visit, source, code) => {
    await turnOn({ singleClick: true })
    const opened = await open("ada", visit)
    expect(opened.isOn).toBe(true)
    const { region, clickToCancelEnabled, strictFTCComplianceEnabled } = await factsOf(opened.sessionId)
    expect([clickToCancelEnabled, strictFTCComplianceEnabled]).toEqual([true, false])
    expect(region).toMatchObject({
      source,
      matchedRegionCode: code,
      rule: "single-click",
      clickToCancel: true,
      strictFTCCompliance: false,
    })
  })

  test("where nothing tells of a region, the rule holds", async () => {
    await turnOn({ maximal: true })
    const opened = await open("ada", {})
    expect([opened.isOn, opened.isMaximalOn]).toEqual([true, opened.isMaximalOn === null ? null : true])
    expect((await factsOf(opened.sessionId)).region).toMatchObject({ source: "unknown", rule: "maximal" })
  })

  test("a country header that comes past the proxy is anybody's word, and not read", async () => {
    await turnOn({ singleClick: true })
    const { sessionId } = await open("ada", { country: "FR", language: "ja-JP", from: "203.0.113.7" })
    expect((await factsOf(sessionId)).region).toMatchObject({ source: "language", rule: "none" })
  })

  test("elsewhere no rule holds, and a workspace without a switch learns of no region", async () => {
    const before = await open("ada", { addresses: california, country: "FR" })
    expect([before.isOn, before.isMaximalOn === true]).toEqual([false, false])
    const facts = await factsOf(before.sessionId)
    expect([facts.clickToCancelEnabled, "region" in facts]).toEqual([false, false])
    await turnOn({ singleClick: true })
    expect((await open("bob", { addresses: [{ country: "JP" }] })).isOn).toBe(false)
  })

  test("of an address nothing is kept but the region", async () => {
    await turnOn({ singleClick: true })
    const { sessionId } = await open("ada", { addresses: california })
    expect(JSON.stringify(await factsOf(sessionId))).not.toMatch(/Main Street|addresses/)
  })

  test("a segment's rule over click to cancel decides the flow", async () => {
    const at = "2026-11-01T12:00:00.000Z"
    const filter = [
      { attribute: "CANCEL_FLOW_WILL_SHOW_CLICK_TO_CANCEL", operand: "INCLUDES" as const, value: ["true"] },
    ]
    const flow = { id: "flow-rule", segmentId: "rule", arm: null, name: "rule" }
    const ofFlow = { flowId: flow.id, segmentId: "rule", name: "rule" }
    const blueprint = { ...ofFlow, id: "rule-1", version: 1, publishedAt: at, content: starterFlow() }
    await installFlows(
      server.database.db,
      shop.id,
      {
        segments: [{ id: "rule", name: "rule", enabled: true, priority: 0, filter }],
        flows: [flow],
        blueprints: [blueprint],
      },
      new Date(at),
    )
    await turnOn({ singleClick: true })
    expect((await open("ada", { country: "DE" })).blueprintId).toBe("rule-1")
    expect((await open("bob", { country: "JP" })).blueprintId).toBe(shop.blueprintId)
  })
})

test("the browser's time zone goes before its language", async () => {
  await turnOn({ singleClick: true })
  const { sessionId, isOn } = await openByWidget("ada", {
    timeZone: "America/Los_Angeles",
    language: "en-GB",
  })
  expect(isOn).toBe(true)
  expect((await factsOf(sessionId)).region).toMatchObject({
    source: "time-zone",
    basis: "America/Los_Angeles",
    matchedRegion: "United States",
  })
})

test("a page that asks again for its run gets what the session began with", async () => {
  await turnOn({ singleClick: true })
  const { run } = await openByWidget("ada", { country: "DE" })
  await turnOn({ singleClick: false })
  expect((await openByWidget("ada", { country: "JP" }, run)).isOn).toBe(true)
  expect((await openByWidget("bob", { country: "DE" })).isOn).toBe(false)
})

test("a report keeps the rule that the server found, and the clicks and seconds of the customer", async () => {
  await turnOn({ singleClick: true })
  const { sessionId, run } = await openByWidget("ada", { country: "DE" })
  const now = Date.parse("2026-11-01T12:00:00.000Z")
  const iso = (ms: number) => new Date(ms).toISOString()
  const answer = await server.app.inject({
    method: "POST",
    url: "/v1/flow/report",
    payload: {
      app: shop.appId,
      customerId: "ada",
      authHash: authHash(shop, "ada"),
      run,
      // this browser's clock is an hour behind
      startedAt: now - 3_600_000 - 8000,
      sentAt: now - 3_600_000,
      revision: 1,
      session: {
        canceled: true,
        usedClickToCancel: true,
        clicks: 1,
        secondsToCancel: 999,
        clickToCancelEnabled: false,
        strictFTCComplianceEnabled: true,
        region: { matchedRegion: "Nowhere" },
        stepsViewed: [
          { stepType: "SURVEY", guid: "s", start: iso(now - 3_606_000), end: iso(now - 3_601_500) },
        ],
      },
    },
  })
  expect(answer.statusCode).toBe(200)
  const facts = await factsOf(sessionId)
  expect(facts).toMatchObject({
    clicks: 1,
    secondsToCancel: 6.5,
    clickToCancelEnabled: true,
    strictFTCComplianceEnabled: false,
    region: { matchedRegion: "Germany", source: "proxy", rule: "single-click" },
  })
  const record = await server.database.db
    .selectFrom("session")
    .select(["used_click_to_cancel", "outcome"])
    .where("workspace_id", "=", shop.id)
    .executeTakeFirstOrThrow()
  expect(record).toEqual({ used_click_to_cancel: true, outcome: "canceled" })
})
