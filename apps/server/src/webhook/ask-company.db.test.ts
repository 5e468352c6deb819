import type { BillingAct } from "@holdfast/protocol/schema"
import type { KyselyPlugin } from "kysely"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import { askForAction } from "../billing/ask-for-action.ts"
import { settleByHand } from "../billing/settle-by-hand.ts"
import { settleUnknownRequests } from "../billing/settle-unknown-requests.ts"
import { testBilling, testTeller } from "../billing/testing/test-billing.ts"
import { newId } from "../db/new-id.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { createCompanyServers } from "./ask-company.ts"
import { listDeliveries, resendDelivery, resendSince } from "./deliveries.ts"
import { changeEndpoint, createEndpoint } from "./endpoint/write-endpoints.ts"
import { createSender } from "./send/create-sender.ts"
import { openPost } from "./send/open-post.ts"
import { type TestReceiver, testReceiver } from "./testing/test-receiver.ts"

let database: TestDatabase
const secret = loadSecret("", "a secret for tests, long enough to be taken")
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const noon = new Date("2026-11-01T12:00:00.000Z")
const actor = { kind: "person", id: "p", name: "ada@example.com", address: "10.0.0.1" } as const
const discount: BillingAct = { action: "discount", body: { coupon: "half" } }
const cancel: BillingAct = { action: "cancel", body: {} }

/** A company whose own server carries requests out, and is told what became of them. */
async function company() {
  const workspaceId = newId(noon)
  const [acting, told] = [await testReceiver(), await testReceiver()]
  onTestFinished(acting.close)
  onTestFinished(told.close)
  const post = openPost(true)
  onTestFinished(post.close)
  let now = noon
  const change = () => ({ workspaceId, actor, now })
  const add = async (receiver: TestReceiver, event: "action.requested" | "request.settled") => {
    const asked = { url: receiver.url, modes: ["live" as const], events: [event] }
    const made = await createEndpoint(database.db, secret, change(), asked)
    if (typeof made === "string") throw new Error(made)
    return made.endpoint.id
  }
  const endpointId = await add(acting, "action.requested")
  await add(told, "request.settled")
  const options = { database, secret, post, now: () => now }
  let clock = 0
  const servers = createCompanyServers(options, () => clock)
  const billing = testBilling({ now: () => now, carriers: [servers.serverOf], forget: servers.forget })
  const sender = createSender({ ...options, systemOf: async () => null, log: { warn: () => {} } })
  return {
    ...{ workspaceId, acting, endpointId, change, billing, add },
    canDo: async () => [...(await billing.providerOf(workspaceId, "live")).capabilities()],
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms)
      clock += ms
    },
    ask: (act: BillingAct, mode: "live" | "test" = "live") =>
      askForAction(database, billing, {
        ...{
          workspaceId,
          sessionId: null,
          clientKey: null,
          mode,
          customerId: "ada",
          subscriptionId: "sub",
          act,
        },
      }),
    log: () => listDeliveries(database.db, { workspaceId, endpointId, state: null }, null, 100),
    settled: async () => {
      await sender.workOff()
      return told.received.map(({ body }) => JSON.parse(body).data.request)
    },
  }
}

const says =
  (answer: unknown, status = 200): TestReceiver["answer"] =>
  (response) =>
    void response.writeHead(status).end(typeof answer === "string" ? answer : JSON.stringify(answer))

test("the company's server is asked with the request, and its answer is what became of it", async () => {
  const { ask, acting, settled, log } = await company()
  acting.answer = says({ result: "applied" })
  expect(await ask(discount)).toEqual({ kind: "applied" })
  const asked = JSON.parse(acting.received[0]?.body ?? "")
  expect(asked).toEqual({
    event: "action.requested",
    mode: "LIVE",
    at: noon.toISOString(),
    data: {
      request: {
        ...{ id: expect.any(String), action: "discount", terms: { coupon: "half" } },
        ...{ customerId: "ada", subscriptionId: "sub", requestedAt: noon.toISOString() },
      },
    },
  })
  const became = { sessionId: null, result: "applied", settledAt: noon.toISOString() }
  expect(await settled()).toEqual([{ ...asked.data.request, ...became }])
  expect(await log()).toMatchObject([
    { event: "action.requested", state: "delivered", tries: 1, lastStatus: 200, lastError: null },
  ])
})

test.each([
  [
    { result: "scheduled", at: "2026-12-01" },
    { kind: "scheduled", at: new Date("2026-12-01") },
  ],
  [
    { result: "refused", message: " No\n more. " },
    { kind: "refused", reason: "No more." },
  ],
  [{ result: "refused" }, { kind: "refused", reason: "It was refused." }],
  [{ result: "scheduled" }, { kind: "unknown" }],
  [{ result: "scheduled", at: "soon" }, { kind: "unknown" }],
  [{ result: "done" }, { kind: "unknown" }],
  ["applied", { kind: "unknown" }],
  ["", { kind: "unknown" }],
])("the answer %j is %j", async (answer, expected) => {
  const { ask, acting } = await company()
  acting.answer = says(answer)
  expect(await ask(discount)).toEqual(expected)
})

test("what is accepted for later is never asked again or sent again, and ends when the company says so", async () => {
  const { ask, acting, billing, workspaceId, pass, settled, log, change, endpointId } = await company()
  acting.answer = says({ result: "applied" }, 202)
  expect(await ask(cancel)).toEqual({ kind: "unknown" })
  for (let hours = 0; hours < 4; hours++) {
    pass(3_600_000)
    await settleUnknownRequests(unheard(database), billing, workspaceId)
  }
  const [delivery] = await log()
  expect(await resendDelivery(database.db, change(), delivery?.id ?? "")).toBe("once_only")
  const all = { since: noon, includesDelivered: true }
  expect(await resendSince(database.db, change(), endpointId, all)).toBe(0)
  expect([acting.received.length, await settled()]).toEqual([1, []])
  const { rows } = await sql<{ id: string }>`select id from action_request
    where workspace_id = ${workspaceId}`.execute(database.db)
  const by = { ...change(), actor }
  const said = { result: "scheduled", at: new Date("2026-12-01"), note: null } as const
  await settleByHand(unheard(database), testTeller, by, rows[0]?.id ?? "", said)
  expect(await settled()).toMatchObject([
    { id: rows[0]?.id, result: "scheduled", at: "2026-12-01T00:00:00.000Z" },
  ])
})

test("where no connection is made, an offer is refused and a cancellation is tried again under its id", async () => {
  const { ask, acting, settled, log } = await company()
  await acting.close()
  expect(await ask(discount)).toMatchObject({ kind: "refused" })
  expect(await ask(cancel)).toEqual({ kind: "asked" })
  expect(await settled()).toMatchObject([{ action: "discount", result: "refused" }])
  expect(await log()).toMatchObject([
    { state: "failed", lastError: "The server refused the connection.", tries: 1 },
    { state: "failed", lastError: "The server refused the connection.", tries: 1 },
  ])
})

test("an endpoint carries out its own actions in its own modes, while it is on", async () => {
  const { ask, acting, change, endpointId, billing, workspaceId } = await company()
  acting.answer = says({ result: "applied" })
  await changeEndpoint(database.db, change(), endpointId, { actions: ["cancel"] })
  billing.forget(workspaceId)
  expect(await ask(discount)).toMatchObject({ kind: "refused" })
  expect(await ask(cancel, "test")).toEqual({ kind: "asked" })
  expect(acting.received).toEqual([])
  expect(await ask(cancel)).toEqual({ kind: "applied" })
  await changeEndpoint(database.db, change(), endpointId, { state: "off" })
  expect(await ask(cancel)).toEqual({ kind: "asked" })
  expect(acting.received).toHaveLength(1)
})

test("a new endpoint, and what an endpoint carries out now, is known within five seconds, or at once where it was changed", async () => {
  const { change, endpointId, billing, workspaceId, canDo, pass, add, acting } = await company()
  await changeEndpoint(database.db, change(), endpointId, { actions: ["cancel"] })
  expect(await canDo()).toEqual(["cancel"])
  const second = await add(acting, "action.requested")
  pass(4999)
  expect(await canDo()).toEqual(["cancel"])
  pass(1)
  expect(await canDo()).toHaveLength(7)
  await changeEndpoint(database.db, change(), second, { state: "off" })
  billing.forget(workspaceId)
  expect(await canDo()).toEqual(["cancel"])
})

test("an endpoint that was turned off, or is for other requests now, is not asked, also while it is remembered", async () => {
  const { ask, acting, change, endpointId, canDo } = await company()
  acting.answer = says({ result: "applied" })
  expect(await canDo()).toContain("discount")
  await changeEndpoint(database.db, change(), endpointId, { actions: ["cancel"] })
  expect(await ask(discount)).toMatchObject({ kind: "refused" })
  await changeEndpoint(database.db, change(), endpointId, { modes: ["test"] })
  expect(await ask(cancel)).toEqual({ kind: "asked" })
  expect(acting.received).toEqual([])
})

test("a hundred flows that open at once ask once which endpoints there are", async () => {
  const { billing, workspaceId } = await company()
  const { db } = database
  let queries = 0
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      queries += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const counting = createCompanyServers({
    ...{ database: { db: db.withPlugin(plugin) }, secret, post: openPost(true), now: () => noon },
  })
  await Promise.all(Array.from({ length: 100 }, () => counting.serverOf(workspaceId, "live")))
  expect([queries, (await billing.providerOf(workspaceId, "live")).capabilities().size]).toEqual([1, 7])
})
