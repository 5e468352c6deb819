import type {
  WebhookDeliveriesPage,
  WebhookDeliveryDetail,
  WebhookEndpoints,
  WebhookWithSecret,
} from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

let server: TestApp
let shop: TestWorkspace
let developer: string
/** Workspaces of which what is remembered no longer holds. */
let forgotten: string[] = []
beforeAll(async () => {
  server = await testApp({ billing: { forget: (workspaceId) => void forgotten.push(workspaceId) } })
  shop = await server.addWorkspace("Shop")
  developer = await server.signIn(shop, "developer")
})
afterAll(() => server.close())
beforeEach(async () => {
  for (const table of ["webhook_delivery", "webhook_endpoint"] as const)
    await server.database.db.deleteFrom(table).execute()
})

async function call<T>(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object) {
  const answer = await server.app.inject({
    ...{ method, url: `/api/workspaces/${shop.appId}/webhooks${path}` },
    headers: { cookie: developer, origin: server.url },
    ...(body && { payload: body }),
  })
  const text = answer.body
  return {
    status: answer.statusCode,
    body: (text === "" ? null : JSON.parse(text)) as T,
    headers: answer.headers,
  }
}
const asked = {
  url: "https://example.com/hook?key=k",
  modes: ["live"],
  events: ["session", "flow.published"],
}
const make = async (more: object = {}) => {
  const { status, body } = await call<WebhookWithSecret>("POST", "", { ...asked, ...more })
  expect(status).toBe(201)
  return body
}
const auditOf = async () =>
  (
    await server.database.db
      .selectFrom("audit_entry")
      .select(["action", "target_name", "detail"])
      .where("workspace_id", "=", shop.id)
      .orderBy("id")
      .execute()
  )
    .filter(({ action }) => action.startsWith("webhook."))
    .map(({ action, target_name, detail }) => [action, target_name, detail])

test("an endpoint is made, its secret shown once, changed, replaced, turned off and on, and removed", async () => {
  server.setTime("2026-11-01T12:00:00.000Z")
  const made = await call<WebhookWithSecret>("POST", "", asked)
  expect([made.status, made.headers["cache-control"]]).toEqual([201, "no-store"])
  const { endpoint, secret } = made.body
  expect(secret).toMatch(/^whsec_/)
  const actions = ["discount", "pause", "cancel", "change-plan", "extend-trial", "rebate", "resume"]
  const whole = {
    ...{ id: endpoint.id, ...asked, description: "", actions, state: "on", failingSince: null },
    offSince: null,
    ...{
      lastDeliveredAt: null,
      deliveredIn7Days: 0,
      waiting: 0,
      oldSecretEndsAt: null,
      createdAt: "2026-11-01T12:00:00.000Z",
    },
  }
  expect(endpoint).toEqual(whole)
  const listed = await call<WebhookEndpoints>("GET", "")
  expect(listed.body).toEqual({ endpoints: [whole], allowsPrivate: false })
  expect(JSON.stringify(listed.body)).not.toContain(secret)

  const at = `/${endpoint.id}`
  server.setTime("2026-11-01T12:00:01.000Z")
  const changed = await call("PATCH", at, { description: "CRM", modes: ["live", "test"] })
  expect(changed.body).toEqual({ ...whole, description: "CRM", modes: ["live", "test"] })
  server.setTime("2026-11-01T12:00:02.000Z")
  const rotated = await call<WebhookWithSecret>("POST", `${at}/rotate`)
  expect(rotated.status).toBe(201)
  expect(rotated.body.secret).not.toBe(secret)
  expect(rotated.body.endpoint.oldSecretEndsAt).toBe("2026-11-02T12:00:02.000Z")
  server.setTime("2026-11-01T12:00:03.000Z")
  expect((await call("PATCH", at, { state: "off" })).body).toMatchObject({ state: "off" })
  server.setTime("2026-11-01T12:00:04.000Z")
  expect((await call("POST", `${at}/enable`)).body).toMatchObject({ state: "on" })
  server.setTime("2026-11-01T12:00:05.000Z")
  expect((await call("DELETE", at)).status).toBe(204)
  expect((await call<WebhookEndpoints>("GET", "")).body.endpoints).toEqual([])

  const shown = { ...asked, description: "", actions }
  const now = { ...shown, description: "CRM", modes: ["live", "test"] }
  // its query may hold a secret of the company
  const name = "https://example.com/hook"
  expect(await auditOf()).toEqual([
    ["webhook.created", name, { before: null, after: { ...shown, url: name } }],
    [
      "webhook.changed",
      name,
      {
        before: { description: "", modes: ["live"] },
        after: { description: "CRM", modes: ["live", "test"] },
      },
    ],
    ["webhook.rotated", name, { oldSecretEndsAt: "2026-11-02T12:00:02.000Z" }],
    ["webhook.disabled", name, { before: "on", after: "off" }],
    ["webhook.enabled", name, { before: "off", after: "on" }],
    ["webhook.removed", name, { before: { ...now, url: name }, after: null }],
  ])
})

test.each([
  [{ url: "example.com" }, "url is no web address; it takes one such as https://example.com/holdfast."],
  [{ url: "ftp://example.com" }, "url is no web address; it takes one such as https://example.com/holdfast."],
  [{ url: "http://example.com" }, "url takes https, so that nobody on the way reads along."],
  [
    { url: "https://a:b@example.com" },
    "url takes no user and password; deliveries are signed in their place.",
  ],
  [{ url: "https://example.com/#a" }, "url takes no part behind a #; it is never sent."],
  [{ url: "https://127.0.0.1/" }, "url is not an address of the public internet."],
  [{ url: "https://0x7f.1/" }, "url is not an address of the public internet."],
  [{ url: "https://[::ffff:169.254.169.254]/" }, "url is not an address of the public internet."],
  [{ url: "https://db.localhost/" }, "url is not an address of the public internet."],
])("%j is refused: %s", async (wrong, sentence) => {
  const made = await call("POST", "", { ...asked, ...wrong })
  expect([made.status, made.body]).toEqual([422, { error: expect.objectContaining({ message: sentence }) }])
  const { endpoint } = await make()
  expect((await call("PATCH", `/${endpoint.id}`, wrong)).status).toBe(422)
})

test.each([
  [{ modes: [] }, "modes"],
  [{ events: ["sessions"] }, "events"],
  [{ events: ["session", "session"] }, "events"],
  [{ actions: [] }, "actions"],
  [{ description: "x".repeat(201) }, "description"],
  [{ secret: "x" }, "secret"],
])("%j is refused by the name of its field", async (wrong, field) => {
  const { status, body } = await call<{ error: { message: string } }>("POST", "", { ...asked, ...wrong })
  expect(status).toBe(422)
  expect(body.error.message).toContain(field)
})

test("a workspace has 20 endpoints at most", async () => {
  for (let i = 0; i < 20; i++) await make()
  expect((await call("POST", "", asked)).status).toBe(409)
})

test("deliveries are listed a page at a time, by their state, and read with their body", async () => {
  const { endpoint } = await make()
  for (let i = 0; i < 3; i++) {
    server.setTime(Date.parse("2026-11-01T13:00:00.000Z") + 1000 * i)
    expect((await call("POST", `/${endpoint.id}/test`)).status).toBe(202)
  }
  const page = (query: string) => call<WebhookDeliveriesPage>("GET", `/${endpoint.id}/deliveries?${query}`)
  const first = (await page("size=2&state=waiting")).body
  expect(first.deliveries.map(({ createdAt }) => createdAt)).toEqual([
    "2026-11-01T13:00:02.000Z",
    "2026-11-01T13:00:01.000Z",
  ])
  const rest = (await page(`size=2&before=${first.next}`)).body
  expect([rest.deliveries.length, rest.next]).toEqual([1, null])
  expect((await page("state=delivered")).body).toEqual({ deliveries: [], next: null })
  const [newest] = first.deliveries
  const read = await call<WebhookDeliveryDetail>("GET", `/deliveries/${newest?.id}`)
  expect(read.body).toEqual({
    ...newest,
    payload:
      '{"event":"test","at":"2026-11-01T13:00:02.000Z","data":{"message":"This is a test of Holdfast."}}',
    triesMade: [],
  })
  expect((await call("POST", `/${endpoint.id}/resend-since`, { since: "yesterday" })).status).toBe(422)
  const since = await call("POST", `/${endpoint.id}/resend-since`, { since: "2026-11-01" })
  expect([since.status, since.body]).toEqual([202, { resent: 0 }])
})

test("a publication is told of in its own transaction, and kept for an endpoint that is off", async () => {
  const { endpoint } = await make()
  const other = (await make({ events: ["flow.published"], modes: ["test"] })).endpoint
  await call("PATCH", `/${other.id}`, { state: "off" })
  const flows = `/api/workspaces/${shop.appId}/flows`
  const headers = { cookie: developer, origin: server.url }
  const list = await server.app.inject({ url: flows, headers })
  const [flow] = list.json().flows
  const read = (await server.app.inject({ url: `${flows}/${flow.id}`, headers })).json()
  const content = { ...read.draft.content, branding: { primaryColor: "#123456", brandImage: null } }
  const saved = await server.app.inject({
    ...{ method: "PUT", url: `${flows}/${flow.id}/draft`, headers },
    payload: { content, revision: read.draft.revision },
  })
  const published = await server.app.inject({
    ...{ method: "POST", url: `${flows}/${flow.id}/publish`, headers },
    payload: { revision: saved.json().revision, note: "blue" },
  })
  expect(published.statusCode).toBe(201)
  const told = []
  for (const { id } of [endpoint, other]) {
    const { body } = await call<WebhookDeliveriesPage>("GET", `/${id}/deliveries`)
    const [delivery] = body.deliveries
    const detail = await call<WebhookDeliveryDetail>("GET", `/deliveries/${delivery?.id}`)
    told.push([delivery?.state, delivery?.mode, JSON.parse(detail.body.payload ?? "")])
  }
  const news = {
    event: "flow.published",
    at: expect.any(String),
    data: {
      flow: { id: flow.id, name: flow.name, segmentId: null, arm: null },
      ...{ blueprintId: published.json().blueprintId, version: published.json().version },
      ...{ publishedAt: published.json().publishedAt, note: "blue" },
    },
  }
  expect(told).toEqual([
    ["waiting", null, news],
    ["held", null, news],
  ])
})

test("each change of an endpoint is made known to flows that open, and what changes nothing is not", async () => {
  forgotten = []
  const { endpoint } = await make({ events: ["action.requested"] })
  await call("PATCH", `/${endpoint.id}`, { state: "off" })
  await call("POST", `/${endpoint.id}/enable`)
  await call("DELETE", `/${endpoint.id}`)
  expect(forgotten).toEqual(Array(4).fill(shop.id))
  await call("GET", "")
  await call("DELETE", `/${endpoint.id}`)
  expect(forgotten).toHaveLength(4)
})
