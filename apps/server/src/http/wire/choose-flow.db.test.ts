import { randomUUID } from "node:crypto"
import type { SegmentRule } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { installFlows } from "../../flow/install-flows.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** Which flow a customer is shown, over both ways in. */

let server: TestApp
let shop: TestWorkspace
const now = new Date("2026-11-01T12:00:00.000Z")
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  shop = await server.addWorkspace("Shop")
})

const rule = (attribute: string, operand: SegmentRule["operand"], ...value: string[]): SegmentRule => ({
  attribute,
  operand,
  value,
})
const german = rule("country", "INCLUDES", "DE")
const large = rule("seats", "GTE", "10")

interface Given {
  enabled?: boolean
  arm?: "control" | "variant"
  versions?: number
}

/** A segment of the given rules, with a flow; its blueprints are `<id>-1`, `<id>-2`, … */
async function addSegment(id: string, priority: number, filter: SegmentRule[], given: Given = {}) {
  const { enabled = true, arm = null, versions = 1 } = given
  const flow = { id: `flow-${id}`, segmentId: id, arm, name: id }
  const blueprints = Array.from({ length: versions }, (_, i) => ({
    id: `${id}-${i + 1}`,
    flowId: flow.id,
    segmentId: id,
    name: id,
    version: i + 1,
    publishedAt: now.toISOString(),
    content: starterFlow(),
  }))
  const segment = { id, name: id, enabled, priority, filter }
  await installFlows(server.database.db, shop.id, { segments: [segment], flows: [flow], blueprints }, now)
}

interface Page {
  customer?: object
  subscriptions?: object[]
  attributes?: object
}

const waysIn = {
  "the widget": async (customerId: string, page: Page) => {
    const payload = {
      app: shop.appId,
      customerId,
      authHash: authHash(shop, customerId),
      run: randomUUID(),
      startedAt: 1,
      sentAt: 1,
      customer: page.customer,
      subscriptions: page.subscriptions,
      customerAttributes: page.attributes,
    }
    const answer = await server.app.inject({ method: "POST", url: "/v1/flow/open", payload })
    return { answer, shownId: () => answer.json().blueprint.id }
  },
  "an SDK": async (customerId: string, page: Page) => {
    const answer = await server.app.inject({
      method: "POST",
      url: `/v1/api/orgs/${shop.appId}/cancel-flow/config`,
      headers: { "x-ck-customer": customerId, "x-ck-authorization": authHash(shop, customerId) },
      payload: {
        customer: page.customer,
        subscriptions: page.subscriptions,
        customAttributes: page.attributes,
      },
    })
    return { answer, shownId: () => answer.json().blueprintId }
  },
}

describe.each(Object.entries(waysIn))("a customer who comes by %s", (way, open) => {
  /** The version that they are shown, which must be what the session is recorded with, and its segment. */
  async function shown(page: Page): Promise<[string, string | null]> {
    const customerId = randomUUID()
    const { answer, shownId } = await open(customerId, page)
    expect(answer.statusCode).toBe(200)
    const blueprintId = shownId()
    const session = await server.database.db
      .selectFrom("session")
      .select(["blueprint_id", "segment_id"])
      .where("workspace_id", "=", shop.id)
      .where("customer_id", "=", customerId)
      .executeTakeFirstOrThrow()
    expect(session.blueprint_id).toBe(blueprintId)
    return [blueprintId, session.segment_id]
  }

  test("and matches a segment sees the newest version of its flow, and nobody else does", async () => {
    await addSegment("germans", 0, [german], { versions: 2 })
    expect(await shown({ attributes: { country: "DE" } })).toEqual(["germans-2", "germans"])
    expect(await shown({ attributes: { country: "FR" } })).toEqual([shop.blueprintId, null])
  })

  test("is known by what the page says of the subscription", async () => {
    await addSegment("trials", 0, [rule("SUBSCRIPTION_STATUS", "INCLUDES", "TRIALING")])
    await addSegment("yearly", 1, [rule("BILLING_INTERVAL", "INCLUDES", "YEAR"), rule("PRICE", "GTE", "100")])
    const subscription = (status: string, value: number) => ({
      subscriptions: [
        {
          status: { name: status },
          items: [{ price: { id: "p", interval: "year", amount: { value, currency: "usd" } } }],
        },
      ],
    })
    expect(await shown(subscription("trial", 20_000))).toEqual(["trials-1", "trials"])
    expect(await shown(subscription("active", 20_000))).toEqual(["yearly-1", "yearly"])
    expect(await shown(subscription("active", 9_999))).toEqual([shop.blueprintId, null])
  })

  test("and matches two segments sees the flow of the one with the higher priority", async () => {
    // neither made first nor first by its id
    await addSegment("germans", 1, [german])
    await addSegment("large", 0, [large])
    expect(await shown({ attributes: { country: "DE", seats: 12 } })).toEqual(["large-1", "large"])
  })

  test("is not shown the flow of a segment that is disabled", async () => {
    await addSegment("germans", 0, [german], { enabled: false })
    await addSegment("large", 1, [large])
    expect(await shown({ attributes: { country: "DE", seats: 12 } })).toEqual(["large-1", "large"])
  })

  test("of whom nothing is known matches no rule but NOT_INCLUDES", async () => {
    await addSegment("germans", 0, [german])
    await addSegment("large", 1, [large])
    expect(await shown({})).toEqual([shop.blueprintId, null])
    await addSegment("abroad", 2, [rule("country", "NOT_INCLUDES", "US")])
    expect(await shown({})).toEqual(["abroad-1", "abroad"])
  })

  test("is passed on where a segment's flow was never published, was archived, or is a variant", async () => {
    await addSegment("unpublished", 0, [german], { versions: 0 })
    await addSegment("archived", 1, [german])
    await addSegment("variant", 2, [german], { arm: "variant" })
    await server.database.db
      .updateTable("flow")
      .set({ archived_at: now })
      .where("workspace_id", "=", shop.id)
      .where("id", "=", "flow-archived")
      .execute()
    expect(await shown({ attributes: { country: "DE" } })).toEqual([shop.blueprintId, null])
    await addSegment("germans", 3, [german])
    expect(await shown({ attributes: { country: "DE" } })).toEqual(["germans-1", "germans"])
  })

  test("is passed on where a rule of the segment cannot be read", async () => {
    await addSegment("germans", 0, [german, { ...german, operand: "LIKE" as never }])
    expect(await shown({ attributes: { country: "DE" } })).toEqual([shop.blueprintId, null])
  })

  test("is told so where the workspace has published no flow", async () => {
    await server.database.db.deleteFrom("blueprint").where("workspace_id", "=", shop.id).execute()
    const { answer } = await open("cus_1", {})
    const status = way === "the widget" ? 424 : 404
    expect([answer.statusCode, answer.body]).toEqual([status, "This workspace has published no flow yet."])
  })
})

test("a customer of a workspace without a flow cancels by the built-in step, and the session says that it was degraded", async () => {
  await server.database.db.deleteFrom("blueprint").where("workspace_id", "=", shop.id).execute()
  const run = randomUUID()
  const caller = { app: shop.appId, customerId: "cus_1", authHash: authHash(shop, "cus_1"), run }
  const times = { startedAt: 1, sentAt: 2 }
  const post = (path: string, body: object) =>
    server.app.inject({ method: "POST", url: `/v1/flow/${path}`, payload: { ...caller, ...times, ...body } })
  expect((await post("open", {})).statusCode).toBe(424)
  const session = { canceled: true, degraded: "error" }
  expect((await post("report", { revision: 1, session })).statusCode).toBe(200)
  expect((await post("action", { action: "cancel", body: {} })).statusCode).toBe(202)
  const { body } = await server.app.inject({
    url: "/v1/data/sessions",
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
  })
  expect(JSON.parse(body)).toMatchObject([{ customer: { id: "cus_1" }, canceled: true, degraded: "error" }])
})
