import { randomUUID } from "node:crypto"
import type { Role } from "@holdfast/protocol"
import { starterFlow } from "../../flow/starter-flow.ts"
import { testPassword } from "../../testing/test-app.ts"
import { anyExport } from "./permission-place.ts"
import {
  anybody,
  configurer,
  customer,
  type PermissionRow,
  type Prepare,
  person,
  program,
  workspace,
} from "./permission-row.ts"

const all: readonly Role[] = ["owner", "admin", "developer", "member", "viewer"]
const managers: readonly Role[] = ["owner", "admin"]
const editors: readonly Role[] = ["owner", "admin", "developer", "member"]
const developers: readonly Role[] = ["owner", "admin", "developer"]

/** Of everybody who asks. */
const password = "correct horse battery"

const doneExport: Prepare = async (place) => ({ params: { exportId: await place.newExport("done") } })
/** By a mailed link that was changed on its way, which is nobody's, whatever their role. */
const changedLink: Prepare = async (place, me) => ({ ...(await doneExport(place, me)), query: "key=changed" })

/** Of the Primary Flow, whose draft is not what is live. */
const ofDraft =
  (body: (revision: number, blueprintId: string) => object): Prepare =>
  async (place) => {
    const { flowId, revision } = await place.newDraft()
    return { params: { flowId }, body: body(revision, place.blueprintId) }
  }
const aFlow: Prepare = async (place) => ({ params: { flowId: (await place.newDraft()).flowId } })

const aSegment: Prepare = async (place) => {
  const { segmentId, flowId } = await place.newSegment()
  return { params: { segmentId, flowId } }
}

/** A test in that state, of a segment of its own. */
const aTest =
  (state: "draft" | "enrolling" | "paused" | "awaiting_decision"): Prepare =>
  async (place) => ({ params: { testId: await place.newTest(state) } })
const aPlan = { baselineRate: 0.4, smallestEffect: 0.1, enrolmentDays: 7 }

const anEndpoint: Prepare = async (place) => ({
  params: { endpointId: (await place.newWebhook()).endpointId },
})
const aDelivery: Prepare = async (place) => ({
  params: { deliveryId: (await place.newWebhook()).deliveryId },
})
const aWebhook = { url: "https://example.com/", modes: ["live"], events: ["session"] }

const aNote = { at: "2026-08-31", text: "Prices went up" }
const aGoal = { figure: "saveRate", currency: null, level: 50, since: "2026-09-01", viewId: null }
const anAlert = {
  ...{ name: "Alert", windowDays: 7, leastSample: 30, viewId: null, isMuted: false },
  watch: { kind: "mix", of: "reason", points: 10 },
}

const aDigest = { viewId: null, weekday: 1, hour: 9, timeZone: "UTC" }
const aRecording: Prepare = async (place) => ({ params: { id: await place.newRecording() } })

/** One of the demo shop's made-up customers. */
const shopper = { customer: "lan_mira" }

/** Of a company with another billing. */
const companyEvent = { event: "Subscription Ended", customerId: "cus_1" }

const aRun = () => ({ run: randomUUID(), startedAt: 1000, sentAt: 1000 })

/**
 * Who may call which route. Written by hand, so that a permission that changes in the code changes here too, or fails.
 * Every route of the app has its row, and every row its route; several cases of one route stand in a list. HEAD is asked
 * along with GET.
 */
export const permissionRows: Readonly<Record<string, PermissionRow | PermissionRow[]>> = {
  "GET /healthz": anybody(200),
  "GET /readyz": anybody(200),
  "GET /docs": anybody(200),
  "GET /docs/": anybody(302),
  "GET /docs/embedding": anybody(200),
  "GET /docs/page.js": anybody(200),
  "GET /docs/page.css": anybody(200),
  "GET /docs/openapi.json": anybody(200),
  "GET /unsubscribe/:token": anybody(404, () => ({ params: { token: "made-up" } })),
  "POST /unsubscribe/:token": anybody(404, () => ({ params: { token: "made-up" } })),
  "GET /cancel/page.js": anybody(200),
  "GET /cancel/page.css": anybody(200),
  "GET /cancel/:appId": anybody(200),
  "GET /docs/reader/*": anybody(200, () => ({ params: { "*": "swagger-ui.css" } })),

  "GET /shop": anybody(302),
  "GET /shop/*": anybody(200, () => ({ params: { "*": "index.html" } })),
  "GET /shop/api/account": anybody(200),
  "POST /shop/api/cancel": anybody(200, () => ({ body: shopper })),
  "POST /shop/api/pause": anybody(200, () => ({ body: { ...shopper, count: 1, interval: "month" } })),
  "POST /shop/api/discount": anybody(200, () => ({ body: { ...shopper, coupon: "STAY30" } })),
  "POST /shop/api/extend-trial": anybody(200, () => ({ body: { ...shopper, days: 7 } })),
  "POST /shop/api/switch-plan": anybody(200, () => ({
    body: { ...shopper, plan: "price_pro_monthly_usd" },
  })),
  "POST /shop/api/reset": anybody(200, () => ({ body: shopper })),

  "POST /api/auth/sign-in/email": anybody(401, () => ({
    body: { email: `${randomUUID()}@example.com`, password: "wrong" },
  })),
  // for who has given a password
  "POST /api/auth/two-factor/verify-totp": anybody(401, () => ({ body: { code: "123456" } })),
  "POST /api/auth/two-factor/verify-backup-code": anybody(401, () => ({ body: { code: "abcde-fghjk" } })),
  "POST /api/auth/sign-out": anybody(200),
  "GET /api/sign-in-options": anybody(200),
  "POST /api/password-resets": anybody(202, () => ({ body: { email: `${randomUUID()}@example.com` } })),
  // for who has the link
  "POST /api/password-resets/use": anybody(410, () => ({ body: { token: "x", password: "long enough" } })),

  "GET /api/me": person(200),
  "PATCH /api/me": person(204, () => ({ body: { name: "Person" } })),
  "POST /api/me/password": person(204, () => ({ body: { password, newPassword: password } })),
  "GET /api/me/logins": person(200),
  "POST /api/me/logins/end-others": person(200, () => ({ body: { password } })),
  "POST /api/me/logins/:loginId/end": person(404, () => ({
    params: { loginId: "somebody else's" },
    body: { password },
  })),
  "GET /api/me/two-factor": person(200),
  // nothing was set up yet
  "POST /api/me/two-factor/confirm": person(409, () => ({ body: { code: "123456" } })),
  "POST /api/me/two-factor/set-up": person(200, () => ({ body: { password } })),
  "POST /api/me/two-factor/recovery-codes": person(409, () => ({ body: { password, code: "123456" } })),
  "POST /api/me/two-factor/turn-off": person(409, () => ({ body: { password, code: "123456" } })),

  "POST /api/workspaces/:appId/workspaces": workspace(["owner"], 201, () => ({ body: { name: "Another" } })),
  "PATCH /api/workspaces/:appId": workspace(managers, 200, () => ({ body: { name: "Workspace" } })),

  "GET /api/workspaces/:appId/billing": workspace(developers, 200),
  "PATCH /api/workspaces/:appId/billing/:mode": workspace(managers, 200, async (place) => {
    await place.newConnection()
    return { params: { mode: "test" }, body: { settings: { cancelAt: "now" } } }
  }),
  "POST /api/workspaces/:appId/billing/:mode/check": workspace(managers, 200, async (place) => {
    await place.newConnection()
    return { params: { mode: "test" } }
  }),
  "GET /api/workspaces/:appId/billing/terms": workspace(editors, 200, () => ({ query: "kind=coupons" })),
  "DELETE /api/workspaces/:appId/billing/:mode": workspace(managers, 204, async (place) => {
    await place.newConnection()
    return { params: { mode: "test" } }
  }),
  "GET /api/workspaces/:appId/cancel-link": workspace(developers, 200),
  "PATCH /api/workspaces/:appId/cancel-link": workspace(developers, 200, () => ({
    body: { returnAddresses: ["https://shop.example/account"] },
  })),
  "GET /api/workspaces/:appId/security": workspace(managers, 200),
  "PATCH /api/workspaces/:appId/security": workspace(["owner"], 200, () => ({
    body: { requiresTwoFactor: false },
  })),

  "GET /api/workspaces/:appId/click-to-cancel": workspace(managers, 200),
  "PATCH /api/workspaces/:appId/click-to-cancel": workspace(managers, 200, () => ({
    body: { singleClick: true },
  })),

  "GET /api/workspaces/:appId/requests": workspace(all, 200),
  "GET /api/workspaces/:appId/requests/waiting": workspace(all, 200),
  "POST /api/workspaces/:appId/requests/:requestId/settle": workspace(managers, 200, async (place) => ({
    params: { requestId: await place.newRequest() },
    body: { result: "applied" },
  })),
  "POST /api/workspaces/:appId/requests/:requestId/reopen": workspace(managers, 200, async (place) => ({
    params: { requestId: await place.newRequest(true) },
  })),
  "GET /v1/data/requests": program(200),
  // a day is missing: whose request it is depends on the mode of the key
  "POST /v1/data/requests/:requestId": program(422, async (place) => ({
    params: { requestId: await place.newRequest() },
    body: { result: "scheduled" },
  })),
  "GET /api/workspaces/:appId/sessions": workspace(all, 200),
  "GET /api/workspaces/:appId/sessions/count": workspace(all, 200),
  "GET /api/workspaces/:appId/insights": workspace(all, 200),
  "GET /api/workspaces/:appId/insights/texts": workspace(all, 200),
  "GET /api/workspaces/:appId/insights/notes": workspace(all, 200),
  "POST /api/workspaces/:appId/insights/notes": workspace(editors, 201, () => ({ body: aNote })),
  "PATCH /api/workspaces/:appId/insights/notes/:noteId": [
    workspace(editors, 200, async (place, me) => ({
      params: { noteId: await place.newNote(me) },
      body: { text: "x" },
    })),
    workspace(managers, 200, async (place) => ({
      params: { noteId: await place.newNote("somebody else") },
      body: { text: "x" },
    })),
  ],
  "DELETE /api/workspaces/:appId/insights/notes/:noteId": [
    workspace(editors, 204, async (place, me) => ({ params: { noteId: await place.newNote(me) } })),
    workspace(managers, 204, async (place) => ({
      params: { noteId: await place.newNote("somebody else") },
    })),
  ],
  "GET /api/workspaces/:appId/sessions/facets": workspace(all, 200),
  "GET /api/workspaces/:appId/sessions/live": workspace(all, 200, undefined, { isEndless: true }),
  "GET /api/workspaces/:appId/sessions/:id": workspace(all, 200, ({ sessionId }) => ({
    params: { id: sessionId },
  })),
  "GET /api/workspaces/:appId/sessions/:id/evidence": workspace(all, 200, ({ sessionId }) => ({
    params: { id: sessionId },
  })),
  "GET /api/workspaces/:appId/blueprints/:blueprintId": workspace(all, 200, ({ blueprintId }) => ({
    params: { blueprintId },
  })),
  "POST /v1/data/events": program(200, () => ({ body: companyEvent })),
  "POST /v1/api/events/new": program(200, () => ({ body: companyEvent })),
  "POST /v1/events/track": program(200, () => ({ body: companyEvent })),
  // these take a list
  "POST /v1/api/events/bulk": program(422, () => ({ body: companyEvent })),
  "POST /v1/api/events/customer-update": program(200, () => ({ body: companyEvent })),
  "POST /v1/api/events/customer-update/bulk": program(422, () => ({ body: companyEvent })),
  "POST /v1/api/events/customer-update/set-users": program(200, () => ({ body: companyEvent })),
  "POST /v1/api/events/customer-update/set-users/bulk": program(422, () => ({ body: companyEvent })),
  "GET /v1/data/ab-tests": configurer(200),
  "POST /v1/data/ab-tests": configurer(200, async (place) => ({
    body: { ...aPlan, segmentId: await place.newTestable(), name: "x" },
  })),
  "POST /v1/data/ab-tests/:testId/start": configurer(200, aTest("draft")),
  "POST /v1/data/ab-tests/:testId/pause": configurer(200, aTest("enrolling")),
  "POST /v1/data/ab-tests/:testId/complete": configurer(200, aTest("enrolling")),
  "POST /v1/data/ab-tests/:testId/abandon": configurer(200, aTest("enrolling")),
  "POST /v1/data/ab-tests/:testId/winner": configurer(200, async (place, me) => ({
    ...(await aTest("awaiting_decision")(place, me)),
    body: { arm: "control" },
  })),
  "GET /v1/data/ab-tests/:testId/metrics": configurer(200, aTest("enrolling")),
  "GET /v1/data/blueprints": configurer(200),
  "GET /v1/data/blueprints/:blueprintId": configurer(200, ({ blueprintId }) => ({ params: { blueprintId } })),
  "GET /v1/data/flows/:flowId/draft": configurer(200, aFlow),
  "PUT /v1/data/flows/:flowId/draft": configurer(
    200,
    ofDraft((revision) => ({ content: starterFlow(), revision })),
  ),
  "GET /v1/data/segments": configurer(200),
  "POST /v1/data/segments": configurer(200, async (place) => {
    await place.newSegment()
    return { body: { name: randomUUID(), filter: [] } }
  }),
  "PATCH /v1/data/segments/:segmentId": configurer(200, async (place) => ({
    ...(await aSegment(place, "")),
    body: { name: randomUUID() },
  })),
  "POST /v1/data/segments/reorder": configurer(200, async (place) => ({
    body: { ids: [(await place.newSegment()).segmentId] },
  })),
  "POST /v1/data/flows/:flowId/publish": configurer(
    200,
    ofDraft((revision) => ({ revision })),
  ),
  "GET /api/workspaces/:appId/flows": workspace(all, 200),
  "GET /api/workspaces/:appId/flows/:flowId": workspace(all, 200, aFlow),
  "GET /api/workspaces/:appId/flows/:flowId/versions": workspace(all, 200, aFlow),
  "GET /api/workspaces/:appId/flows/:flowId/live": workspace(all, 200, aFlow, { isEndless: true }),
  "PUT /api/workspaces/:appId/flows/:flowId/draft": workspace(
    editors,
    200,
    ofDraft((revision) => ({ content: starterFlow(), revision })),
  ),
  "DELETE /api/workspaces/:appId/flows/:flowId/draft": workspace(editors, 200, async (place) => {
    const { flowId, revision } = await place.newDraft()
    return { params: { flowId }, query: `revision=${revision}` }
  }),
  "POST /api/workspaces/:appId/flows/:flowId/publish": workspace(
    editors,
    201,
    ofDraft((revision) => ({ revision, note: null })),
  ),
  "POST /api/workspaces/:appId/flows/:flowId/restore": workspace(
    editors,
    200,
    ofDraft((revision, blueprintId) => ({ blueprintId, revision })),
  ),
  "POST /api/workspaces/:appId/flows": workspace(editors, 201, async (place) => ({
    body: { name: randomUUID(), rules: [], copyOf: (await place.newSegment()).flowId },
  })),
  "POST /api/workspaces/:appId/flows/preview": workspace(all, 200, () => ({
    body: { content: starterFlow(), customer: null, lang: null },
  })),
  "GET /api/workspaces/:appId/ab-tests": workspace(all, 200),
  "GET /api/workspaces/:appId/ab-tests/basis": workspace(all, 200, async (place) => ({
    query: `segmentId=${(await place.newSegment()).segmentId}`,
  })),
  "GET /api/workspaces/:appId/ab-tests/:testId": workspace(all, 200, aTest("draft")),
  "GET /api/workspaces/:appId/ab-tests/:testId/metrics": workspace(all, 200, aTest("draft")),
  "POST /api/workspaces/:appId/ab-tests": workspace(editors, 201, async (place) => ({
    body: { ...aPlan, segmentId: await place.newTestable(), name: "x" },
  })),
  "PATCH /api/workspaces/:appId/ab-tests/:testId": workspace(editors, 200, async (place, me) => ({
    ...(await aTest("draft")(place, me)),
    body: { revision: 1, name: "y" },
  })),
  "POST /api/workspaces/:appId/ab-tests/:testId/start": workspace(editors, 200, aTest("draft")),
  "POST /api/workspaces/:appId/ab-tests/:testId/pause": workspace(editors, 200, aTest("enrolling")),
  "POST /api/workspaces/:appId/ab-tests/:testId/resume": workspace(editors, 200, aTest("paused")),
  "POST /api/workspaces/:appId/ab-tests/:testId/complete": workspace(editors, 200, aTest("enrolling")),
  "POST /api/workspaces/:appId/ab-tests/:testId/abandon": workspace(editors, 200, aTest("enrolling")),
  "POST /api/workspaces/:appId/ab-tests/:testId/winner": workspace(editors, 200, async (place, me) => ({
    ...(await aTest("awaiting_decision")(place, me)),
    body: { arm: "variant", note: null },
  })),
  "POST /api/workspaces/:appId/flows/:flowId/archive": workspace(editors, 200, aSegment),
  "POST /api/workspaces/:appId/flows/:flowId/unarchive": workspace(editors, 200, aSegment),
  "PATCH /api/workspaces/:appId/segments/:segmentId": workspace(editors, 200, async (place) => ({
    ...(await aSegment(place, "")),
    body: { name: randomUUID() },
  })),
  "POST /api/workspaces/:appId/segments/order": workspace(editors, 200, async (place) => ({
    body: { ids: [(await place.newSegment()).segmentId] },
  })),
  "POST /api/workspaces/:appId/segments/reach": workspace(all, 200, () => ({
    body: { rules: [], mode: "live", segmentId: null },
  })),
  "GET /api/workspaces/:appId/segments/attributes": workspace(all, 200),
  "GET /api/workspaces/:appId/customers/:customerId": workspace(all, 200, ({ customerId }) => ({
    params: { customerId },
  })),

  // owners open it up to Viewers
  "GET /api/workspaces/:appId/sessions/:id/recording": workspace(editors, 200, aRecording),
  "DELETE /api/workspaces/:appId/sessions/:id/recording": workspace(managers, 204, aRecording),
  "GET /api/workspaces/:appId/recordings/count": workspace(managers, 200),
  "POST /api/workspaces/:appId/recordings/delete": workspace(managers, 200, () => ({
    query: "customerId=nobody",
    body: { count: 0, upTo: "2026-11-01T12:00:00.000Z" },
  })),
  "GET /api/workspaces/:appId/recordings/settings": workspace(managers, 200),
  "PATCH /api/workspaces/:appId/recordings/settings": [
    workspace(managers, 200, () => ({ body: { isOn: true, keepHours: 24 } })),
    workspace(["owner"], 200, () => ({ body: { viewersWatch: false } })),
  ],

  "GET /api/workspaces/:appId/views": workspace(all, 200),
  "POST /api/workspaces/:appId/views": [
    workspace(all, 201, () => ({ body: { name: randomUUID(), search: "" } })),
    workspace(["owner", "admin", "developer", "member"], 201, () => ({
      body: { name: randomUUID(), search: "", isShared: true },
    })),
  ],
  "PATCH /api/workspaces/:appId/views/:viewId": [
    workspace(all, 200, async (place, me) => ({
      params: { viewId: await place.newView(me) },
      body: { search: "range=7d" },
    })),
    // a shared view of somebody else is theirs to change
    workspace([], 200, async (place) => ({
      params: { viewId: await place.newView("somebody else", true) },
      body: { search: "range=7d" },
    })),
  ],
  "DELETE /api/workspaces/:appId/views/:viewId": [
    workspace(all, 204, async (place, me) => ({ params: { viewId: await place.newView(me) } })),
    workspace(managers, 204, async (place) => ({
      params: { viewId: await place.newView("somebody else", true) },
    })),
  ],

  "GET /api/workspaces/:appId/goals": workspace(all, 200),
  "PUT /api/workspaces/:appId/goals": workspace(editors, 200, () => ({ body: aGoal })),
  "DELETE /api/workspaces/:appId/goals/:goalId": workspace(editors, 404, () => ({
    params: { goalId: randomUUID() },
  })),
  "GET /api/workspaces/:appId/alerts": workspace(all, 200),
  "POST /api/workspaces/:appId/alerts": workspace(editors, 201, () => ({ body: anAlert })),
  "PUT /api/workspaces/:appId/alerts/:alertId": workspace(editors, 404, () => ({
    params: { alertId: randomUUID() },
    body: anAlert,
  })),
  "DELETE /api/workspaces/:appId/alerts/:alertId": workspace(editors, 404, () => ({
    params: { alertId: randomUUID() },
  })),
  "PUT /api/workspaces/:appId/alerts/:alertId/mail": workspace(all, 404, () => ({
    params: { alertId: randomUUID() },
    body: { mailsMe: true },
  })),
  "GET /api/workspaces/:appId/digests": workspace(all, 200),
  "PUT /api/workspaces/:appId/digests": workspace(all, 200, () => ({ body: aDigest })),
  // somebody else's is nobody's
  "DELETE /api/workspaces/:appId/digests/:digestId": workspace(all, 404, () => ({
    params: { digestId: randomUUID() },
  })),

  "GET /api/workspaces/:appId/health": workspace(developers, 200),

  "GET /api/workspaces/:appId/keys": workspace(developers, 200),
  "POST /api/workspaces/:appId/keys": [
    workspace(developers, 201, () => ({ body: { kind: "flow", name: "x" } })),
    workspace(developers, 201, () => ({ body: { kind: "config", name: "x" } })),
    workspace(managers, 201, () => ({ body: { kind: "data-live", name: "x" } })),
    workspace(managers, 201, () => ({ body: { kind: "data-test", name: "x" } })),
  ],
  "PATCH /api/workspaces/:appId/keys/:keyId": [
    workspace(developers, 200, async (place) => ({
      params: { keyId: await place.newKey("flow") },
      body: { name: "y" },
    })),
    workspace(
      managers,
      200,
      async (place) => ({ params: { keyId: await place.newKey("data-live") }, body: { name: "y" } }),
      { others: { developer: 404 } },
    ),
  ],
  "POST /api/workspaces/:appId/keys/:keyId/rotate": [
    workspace(developers, 201, async (place) => ({
      params: { keyId: await place.newKey("flow") },
      body: { overlap: "none" },
    })),
    workspace(
      managers,
      201,
      async (place) => ({ params: { keyId: await place.newKey("data-test") }, body: { overlap: "none" } }),
      { others: { developer: 404 } },
    ),
  ],
  "POST /api/workspaces/:appId/keys/:keyId/revoke": [
    workspace(developers, 200, async (place) => ({ params: { keyId: await place.newKey("flow") } })),
    workspace(managers, 200, async (place) => ({ params: { keyId: await place.newKey("data-live") } }), {
      others: { developer: 404 },
    }),
  ],

  "GET /api/workspaces/:appId/webhooks": workspace(developers, 200),
  "POST /api/workspaces/:appId/webhooks": workspace(developers, 201, async (place) => {
    await place.newWebhook()
    return { body: aWebhook }
  }),
  "PATCH /api/workspaces/:appId/webhooks/:endpointId": workspace(developers, 200, async (place, me) => ({
    ...(await anEndpoint(place, me)),
    body: { description: "x" },
  })),
  "DELETE /api/workspaces/:appId/webhooks/:endpointId": workspace(developers, 204, anEndpoint),
  "POST /api/workspaces/:appId/webhooks/:endpointId/enable": workspace(developers, 200, anEndpoint),
  "POST /api/workspaces/:appId/webhooks/:endpointId/rotate": workspace(developers, 201, anEndpoint),
  "POST /api/workspaces/:appId/webhooks/:endpointId/test": workspace(developers, 202, anEndpoint),
  "POST /api/workspaces/:appId/webhooks/:endpointId/resend-since": workspace(
    developers,
    202,
    async (place, me) => ({ ...(await anEndpoint(place, me)), body: { since: "2026-11-01" } }),
  ),
  "GET /api/workspaces/:appId/webhooks/:endpointId/deliveries": workspace(developers, 200, anEndpoint),
  "GET /api/workspaces/:appId/webhooks/deliveries/:deliveryId": workspace(developers, 200, aDelivery),
  "POST /api/workspaces/:appId/webhooks/deliveries/:deliveryId/resend": workspace(developers, 202, aDelivery),

  "GET /api/workspaces/:appId/mail": workspace(managers, 200),
  "GET /api/workspaces/:appId/mail/:mailId": [
    workspace(managers, 200, async (place) => ({ params: { mailId: await place.newMail() } })),
    // nobody else's way in is for colleagues to read
    workspace([], 200, async (place) => ({ params: { mailId: await place.newMail(true) } })),
  ],
  "POST /api/workspaces/:appId/mail/:mailId/retry": workspace(managers, 200, async (place) => ({
    params: { mailId: await place.newMail() },
  })),

  "GET /api/workspaces/:appId/people": workspace(managers, 200),
  "PATCH /api/workspaces/:appId/people/:personId": workspace(managers, 200, ({ colleagueId }) => ({
    params: { personId: colleagueId },
    body: { role: "member" },
  })),
  "DELETE /api/workspaces/:appId/people/:personId": workspace(managers, 204, ({ colleagueId }) => ({
    params: { personId: colleagueId },
  })),
  "POST /api/workspaces/:appId/people/:personId/end-logins": workspace(managers, 200, ({ colleagueId }) => ({
    params: { personId: colleagueId },
  })),
  "POST /api/workspaces/:appId/leave": workspace(["admin", "developer", "member", "viewer"], 204),
  "POST /api/workspaces/:appId/hand-over": workspace(["owner"], 204, ({ colleagueId }) => ({
    body: { personId: colleagueId, password: testPassword },
  })),
  "GET /api/workspaces/:appId/invitations": workspace(managers, 200),
  "POST /api/workspaces/:appId/invitations": workspace(managers, 201, () => ({
    body: { email: `${randomUUID()}@example.com`, role: "viewer" },
  })),
  "POST /api/workspaces/:appId/invitations/:invitationId/resend": workspace(managers, 201, async (place) => ({
    params: { invitationId: await place.newInvitation() },
  })),
  "DELETE /api/workspaces/:appId/invitations/:invitationId": workspace(managers, 204, async (place) => ({
    params: { invitationId: await place.newInvitation() },
  })),
  // whoever has the link of an invitation has its secret
  "POST /api/invitations/look": anybody(404, () => ({ body: { token: "made-up" } })),
  "POST /api/invitations/accept": anybody(404, () => ({ body: { token: "made-up" } })),

  "GET /api/workspaces/:appId/audit": workspace(managers, 200),
  "GET /api/workspaces/:appId/audit/actors": workspace(managers, 200),
  "POST /api/workspaces/:appId/audit/export": workspace(managers, 200),

  "GET /api/workspaces/:appId/exports": workspace(managers, 200),
  "GET /api/workspaces/:appId/exports/choice": workspace(managers, 200),
  "POST /api/workspaces/:appId/exports/estimate": workspace(managers, 200, () => ({ body: anyExport })),
  "POST /api/workspaces/:appId/exports/download": workspace(managers, 200, () => ({ body: anyExport })),
  "POST /api/workspaces/:appId/exports": workspace(managers, 202, async (place) => {
    await place.newExport("done")
    return { body: anyExport }
  }),
  "POST /api/workspaces/:appId/exports/:exportId/cancel": workspace(managers, 200, async (place) => ({
    params: { exportId: await place.newExport("queued") },
  })),
  "GET /api/workspaces/:appId/exports/:exportId": [
    workspace(managers, 200, doneExport),
    workspace([], 200, changedLink),
  ],
  "GET /api/workspaces/:appId/exports/:exportId/manifest": [
    workspace(managers, 200, doneExport),
    workspace([], 200, changedLink),
  ],
  "GET /api/workspaces/:appId/exports/:exportId/file": [
    workspace(managers, 200, doneExport),
    workspace([], 200, changedLink),
  ],

  // of a workspace that has nothing connected
  "POST /v1/billing/stripe/:appId": anybody(404, () => ({ body: {} })),
  "POST /v1/flow/open": customer("body", 200, () => ({ body: aRun() })),
  "POST /v1/flow/report": customer("body", 200, () => ({ body: { ...aRun(), revision: 1, session: {} } })),
  "POST /v1/flow/recording": customer("body", 404, () => ({
    body: { run: randomUUID(), index: 1, moves: [[0, "left"]] },
  })),
  "POST /v1/flow/wall": customer("body", 200, () => ({ body: { wall: "pause" } })),
  "POST /v1/flow/action": customer("body", 202, () => ({
    body: { run: randomUUID(), action: "cancel", body: {} },
  })),
  "POST /v1/api/sessions/sdk": customer("headers", 200, () => ({ body: {} })),
  "POST /v1/api/sessions": customer("headers", 200, () => ({ body: {} })),
  "POST /v1/api/orgs/:appId/cancel-flow/config": customer("headers", 200),
  "POST /v1/api/orgs/:appId/cancel-flow/actions/discount": customer("headers", 200, () => ({
    body: { coupon: "c" },
  })),
  "POST /v1/api/orgs/:appId/cancel-flow/actions/pause": customer("headers", 200, () => ({
    body: { duration: 1, interval: "month" },
  })),
  "POST /v1/api/orgs/:appId/cancel-flow/actions/cancel": customer("headers", 200),
  "POST /v1/api/orgs/:appId/cancel-flow/actions/change-plan": customer("headers", 200, () => ({
    body: { planId: "p" },
  })),
  "POST /v1/api/orgs/:appId/cancel-flow/actions/extend-trial": customer("headers", 200, () => ({
    body: { days: 1 },
  })),
  "POST /v1/api/orgs/:appId/cancel-flow/actions/rebate": customer("headers", 200),

  "GET /v1/data/sessions": program(200),
  "GET /v1/data/warehouse/sessions": program(200),
  "GET /v1/data/changes": program(200),
  "GET /v1/data/session-aggregation": program(200),
  "GET /v1/data/warehouse/session-aggregation": program(200),
  "GET /v1/data/flow-metrics": program(200),
  "GET /v1/data/insights/headline": program(200),
  "GET /v1/data/insights/save-rate": program(200),
  "GET /v1/data/insights/outcomes": program(200),
  "GET /v1/data/insights/offers": program(200),
  "GET /v1/data/insights/reasons": program(200),
  "GET /v1/data/insights/response-flow": program(200),
  "GET /v1/data/insights/cohorts": program(200),
  "GET /v1/data/insights/held": program(200),
  "GET /v1/data/insights/changes": program(200),
  "GET /v1/data/insights/notes": configurer(200),
  "POST /v1/data/insights/notes": configurer(200, () => ({ body: aNote })),
  "DELETE /v1/data/insights/notes/:noteId": configurer(200, async (place) => ({
    params: { noteId: await place.newNote(null) },
  })),
  "GET /v1/data/recordings/:sessionId": program(404, () => ({ params: { sessionId: "of nobody" } })),
  "GET /v1/data/account": program(200),
  "GET /v1/data/api-usage": program(200),
}
