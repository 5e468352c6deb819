import type { BillingFactsNote, Mode } from "@holdfast/protocol"
import { standardBillingSettings } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import type { BillingSystem } from "../billing/billing-system.ts"
import { openStripeBilling } from "../billing/stripe/open-stripe-billing.ts"
import { fakeSystem } from "../billing/testing/fake-system.ts"
import { newId } from "../db/new-id.ts"
import { openStandIn, testKey } from "../demo/stripe-stand-in/testing/open-stand-in.ts"
import { createIntake, type Intake } from "../session/report/intake.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { createEndpoint } from "./endpoint/write-endpoints.ts"
import { readLog } from "./read-log.ts"
import { createSender } from "./send/create-sender.ts"
import { openPost } from "./send/open-post.ts"
import { restMs, tellCustomers } from "./tell-customers.ts"
import { type TestReceiver, testReceiver } from "./testing/test-receiver.ts"

let database: TestDatabase
let intake: Intake
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
})
afterAll(() => database.close())

const secret = loadSecret("", "a secret for tests, long enough to be taken")
const noon = Date.UTC(2026, 10, 1, 12)
const actor = { kind: "person", id: "p", name: "ada@example.com", address: "10.0.0.1" } as const

let workspaceId: string
let now: Date
let receiver: TestReceiver
/** What is connected in test mode. */
let system: BillingSystem | null
let warnings: object[]
beforeEach(async () => {
  workspaceId = newId(new Date(noon))
  now = new Date(noon)
  warnings = []
  receiver = await testReceiver()
  onTestFinished(receiver.close)
  const change = { workspaceId, actor, now }
  const endpoint = { url: receiver.url, modes: ["test", "live"] as Mode[], events: ["session" as const] }
  await createEndpoint(database.db, secret, change, endpoint)
})

const systemOf = async (_: string, mode: Mode) => (mode === "test" ? system : null)

function newSender() {
  const post = openPost(true)
  onTestFinished(post.close)
  const log = { warn: (fields: object) => void warnings.push(fields) }
  return createSender({ database, secret, post, systemOf, log, now: () => now })
}

interface Reported {
  billingFacts?: BillingFactsNote
  subscriptionId?: string
  verified?: boolean
  mode?: Mode
}

async function report(customerId: string, reported: Reported = {}) {
  const { billingFacts, subscriptionId, verified = true, mode = "test" } = reported
  const recorded = await intake.record({
    ...{ workspaceId, mode, customerId, clientKey: customerId, source: "widget", verified, revision: 1 },
    ...{ receivedAt: now, startedAt: now, ...(billingFacts && { billingFacts }) },
    facts: { canceled: true, customer: { id: customerId, ...(subscriptionId && { subscriptionId }) } },
  })
  if (recorded.kind !== "recorded") throw new Error(recorded.kind)
  return recorded.sessionId
}

const told = (): { customer: Record<string, unknown>; customerSource: string }[] =>
  receiver.received.map(({ body }) => JSON.parse(body).data)
const sources = () => told().map(({ customer, customerSource }) => [customer.id, customerSource])
const known: BillingFactsNote = { provider: "stripe", asOf: new Date(noon).toISOString(), fields: "email" }

/** Knows everybody, with one subscription. */
const knowing = (rawCustomer?: BillingSystem["rawCustomer"]) =>
  fakeSystem({
    rawCustomer: rawCustomer ?? (async (id) => ({ id, subscriptions: { data: [{ id: `sub_${id}` }] } })),
  })

test("the customer is Stripe's own object, with what the contract has and no more; a later try tells the same", async () => {
  const { standIn, stripe } = await openStandIn()
  await stripe.customers.update("mia", { metadata: { team: "red" } })
  system = openStripeBilling({
    ...{ key: testKey, apiBase: standIn.url, settings: standardBillingSettings },
    ...{ webhookSecrets: [], now: () => now },
  })
  receiver.answer = (response) => void response.writeHead(500).end()
  await report("mia", { billingFacts: known })
  const sender = newSender()
  await sender.workOff()
  const [{ customer, customerSource } = { customer: {}, customerSource: "" }] = told()
  const subscription = await stripe.subscriptions.retrieve("sub_mia")
  const { lastResponse: _, ...body } = subscription
  const mia = await stripe.customers.retrieve("mia")
  if (mia.deleted) throw new Error("Mia is gone")
  const { created, currency, livemode } = mia
  expect(customerSource).toBe("stripe")
  expect(customer).toEqual({
    ...{ id: "mia", object: "customer", created, currency, email: "mia@example.com", livemode },
    ...{ metadata: { team: "red" }, name: "mia" },
    subscriptions: {
      ...{ object: "list", has_more: false, url: expect.any(String) },
      data: [JSON.parse(JSON.stringify(body))],
    },
  })
  await stripe.customers.update("mia", { email: "other@example.com" })
  now = new Date(noon + 60_000)
  await sender.workOff()
  expect(receiver.received.map(({ body }) => body)).toEqual(Array(2).fill(receiver.received[0]?.body))
  expect(warnings).toEqual([])
})

test("where nothing is connected in the mode, the session's own customer is told at once", async () => {
  system = knowing()
  await report("ada", { mode: "live", billingFacts: known })
  const { resting } = await readLog(database, workspaceId, now, new Set(["test"]))
  expect(resting).toEqual([])
  await newSender().workOff()
  expect(sources()).toEqual([["ada", "session"]])
})

test("one that the billing does not know, that nobody vouched for, or with another's subscription is not asked about", async () => {
  const asked: string[] = []
  system = knowing(async (id) => {
    asked.push(id)
    return { id, subscriptions: { data: [{ id: `sub_${id}` }] } }
  })
  await report("unproven", { verified: false })
  await report("unknown", { billingFacts: { provider: "stripe", missing: "unknown-customer" } })
  await report("other", { billingFacts: { provider: "stripe", missing: "other-subscription" } })
  await newSender().workOff()
  expect(asked).toEqual([])
  expect(sources().toSorted()).toEqual([
    ["other", "session"],
    ["unknown", "session"],
    ["unproven", "session"],
  ])
})

test("a subscription that the billing has not vouched for must be the customer's, or nothing is told of the answer", async () => {
  system = knowing()
  await report("theirs", { subscriptionId: "sub_theirs" })
  await report("slow", {
    subscriptionId: "sub_theirs",
    billingFacts: { provider: "stripe", missing: "slow" },
  })
  // it ended in the flow: as the flow opened it was theirs
  await report("ended", { subscriptionId: "sub_gone", billingFacts: known })
  await report("unnamed")
  await newSender().workOff()
  expect(sources().toSorted()).toEqual([
    ["ended", "stripe"],
    ["slow", "session"],
    ["theirs", "stripe"],
    ["unnamed", "stripe"],
  ])
})

test("a billing that fails keeps no delivery: the session's customer is told, and the log has one line", async () => {
  system = knowing(() => Promise.reject(new Error("socket hang up")))
  await Promise.all(["ada", "bob", "eve"].map((id) => report(id, { billingFacts: known })))
  await newSender().workOff()
  expect(sources().toSorted()).toEqual([
    ["ada", "session"],
    ["bob", "session"],
    ["eve", "session"],
  ])
  expect(warnings).toHaveLength(1)
})

test("a billing that is silent for some lets all go in time, and tells of those that it answered for", async () => {
  system = knowing(async (id) => (id === "ada" ? { id, subscriptions: { data: [] } } : new Promise(() => {})))
  for (const id of ["bob", "ada"]) await report(id, { billingFacts: known })
  const { resting } = await readLog(database, workspaceId, now, new Set(["test"]))
  const faults: unknown[] = []
  const onFault = (error: unknown) => void faults.push(error)
  await tellCustomers(
    { db: database.db, systemOf, now: () => now, onFault, limitMs: 20 },
    workspaceId,
    resting,
  )
  expect(faults).toHaveLength(1)
  await newSender().workOff()
  expect(sources().toSorted()).toEqual([
    ["ada", "stripe"],
    ["bob", "session"],
  ])
})

test("where the process dies that asks, the next one sends what was made, two seconds later", async () => {
  system = knowing()
  await report("ada", { billingFacts: known })
  await readLog(database, workspaceId, now, new Set(["test"]))
  now = new Date(noon + restMs - 1)
  await newSender().workOff()
  expect(told()).toEqual([])
  now = new Date(noon + restMs)
  await newSender().workOff()
  expect(sources()).toEqual([["ada", "session"]])
})

test("nothing of the database is held while the billing is asked, and each customer is asked for once", async () => {
  let asked = 0
  system = knowing(async (id) => {
    asked += 1
    await sql`select from webhook_reader where workspace_id = ${workspaceId} for update nowait`.execute(
      database.db,
    )
    return { id, subscriptions: { data: [] } }
  })
  await createEndpoint(
    database.db,
    secret,
    { workspaceId, actor, now },
    {
      ...{ url: `${receiver.url}/second`, modes: ["test"], events: ["session"] },
    },
  )
  await report("ada", { billingFacts: known })
  await newSender().workOff()
  expect([asked, sources()]).toEqual([1, Array(2).fill(["ada", "stripe"])])
})

test("a delivery that was forgotten, or that another server sends meanwhile, stays as it is", async () => {
  system = knowing()
  const ids = await Promise.all(["gone", "sent"].map((id) => report(id, { billingFacts: known })))
  const { resting } = await readLog(database, workspaceId, now, new Set(["test"]))
  await sql`update webhook_delivery set payload = null, due_at = null, state = 'failed'
    where workspace_id = ${workspaceId} and session_id = ${ids[0]}`.execute(database.db)
  await sql`update webhook_delivery set claim = 1
    where workspace_id = ${workspaceId} and session_id = ${ids[1]}`.execute(database.db)
  const read = () =>
    sql`select state, payload, due_at from webhook_delivery where workspace_id = ${workspaceId}
      order by state`.execute(database.db)
  const { rows: before } = await read()
  await tellCustomers({ db: database.db, systemOf, now: () => now, onFault: () => {} }, workspaceId, resting)
  expect((await read()).rows).toEqual(before)
})
