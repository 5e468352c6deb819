import { createHmac, randomUUID } from "node:crypto"
import type { Mode, SessionFacts } from "@holdfast/protocol"
import type { NewWebhookEndpoint, WebhookDelivery, WebhookWithSecret } from "@holdfast/protocol/dashboard"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import { loadSecret } from "../account/secret.ts"
import { testTeller } from "../billing/testing/test-billing.ts"
import { newId } from "../db/new-id.ts"
import { stateOf } from "../session/change/session-change.ts"
import { sessionsChanged } from "../session/change/sessions-changed.ts"
import { createIntake, type Intake } from "../session/report/intake.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { unheard } from "../testing/unheard.ts"
import { listDeliveries, resendDelivery, resendSince, sendTest } from "./deliveries.ts"
import { findEndpoint } from "./endpoint/list-endpoints.ts"
import {
  changeEndpoint,
  createEndpoint,
  enableEndpoint,
  removeEndpoint,
  rotateSecret,
} from "./endpoint/write-endpoints.ts"
import { readLog } from "./read-log.ts"
import { claimDeliveries, dueEndpoints } from "./send/claim-deliveries.ts"
import { createSender } from "./send/create-sender.ts"
import { openPost, type Post } from "./send/open-post.ts"
import { judgeEndpoints, pruneDeliveries } from "./tend-webhooks.ts"
import { type TestReceiver, testReceiver } from "./testing/test-receiver.ts"

let database: TestDatabase
let intake: Intake
const secret = loadSecret("", "a secret for tests, long enough to be taken")
beforeAll(async () => {
  database = await testDatabase()
  intake = createIntake(unheard(database))
})
afterAll(() => database.close())

const noon = Date.UTC(2026, 10, 1, 12)
const hourMs = 3_600_000
const actor = { kind: "person", id: "p", name: "ada@example.com", address: "10.0.0.1" } as const

/** A workspace with an endpoint, its receiver, a sender, and a clock of their own. */
async function shop(asked: Partial<NewWebhookEndpoint> = {}) {
  const workspaceId = newId(new Date(noon))
  let now = new Date(noon)
  const receiver = await testReceiver()
  onTestFinished(receiver.close)
  const change = () => ({ workspaceId, actor, now })
  const add = async (more: Partial<NewWebhookEndpoint> = {}): Promise<WebhookWithSecret> => {
    const endpoint = { url: receiver.url, modes: ["live"], events: ["session", "session.updated"] } as const
    const wanted = { ...endpoint, modes: ["live" as Mode], events: [...endpoint.events], ...asked, ...more }
    const made = await createEndpoint(database.db, secret, change(), wanted)
    if (typeof made === "string") throw new Error(made)
    return made
  }
  const newSender = (post?: Post) => {
    const own = post ?? openPost(true)
    onTestFinished(own.close)
    return createSender({
      ...{ database, secret, post: own, log: { warn: fail }, now: () => now },
      systemOf: async () => null,
    })
  }
  const sender = newSender()
  const made = await add()
  return {
    workspaceId,
    receiver,
    change,
    add,
    newSender,
    sender,
    ...made,
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms)
      return now
    },
    now: () => now,
    async report(
      run: string,
      revision: number,
      facts: SessionFacts,
      customerId = "ada",
      mode: Mode = "live",
    ) {
      const recorded = await intake.record({
        ...{ workspaceId, mode, customerId, clientKey: run, source: "widget", verified: true, revision },
        ...{ receivedAt: now, startedAt: now, facts: { ...facts, customer: { id: customerId } } },
      })
      return recorded.kind === "recorded" ? recorded.sessionId : ""
    },
    deliveries: async (endpointId = made.endpoint.id): Promise<WebhookDelivery[]> =>
      (await listDeliveries(database.db, { workspaceId, endpointId, state: null }, null, 1000)).toReversed(),
    endpointNow: () => findEndpoint(database.db, workspaceId, made.endpoint.id, now),
  }
}

const fail = (...what: unknown[]) => {
  throw new Error(JSON.stringify(what))
}

const bodies = ({ received }: TestReceiver) => received.map(({ body }) => JSON.parse(body))
const eventsOf = (receiver: TestReceiver) =>
  bodies(receiver).map(({ event, data }) => [event, data.session?.result, data.session?.sequence])
const refuse =
  (status: number): TestReceiver["answer"] =>
  (response) =>
    void response.writeHead(status).end("no")

test("a completed session is told of in the contract's shape, and signed in both ways", async () => {
  const { report, sender, receiver, secret: key, workspaceId, endpoint } = await shop()
  await report("run", 0, {})
  await sender.workOff()
  expect(receiver.received).toEqual([])
  const sessionId = await report("run", 1, {
    surveyChoiceValue: "Too expensive",
    feedback: "hm",
    acceptedOffer: { guid: "g", offerType: "PAUSE", pauseDuration: 2 },
  })
  await sender.workOff()
  const [got] = receiver.received
  if (!got) throw new Error("nothing came")
  expect(JSON.parse(got.body)).toEqual({
    event: "session",
    mode: "LIVE",
    at: new Date(noon).toISOString(),
    data: {
      customer: { id: "ada" },
      customerSource: "session",
      session: {
        ...{ result: "pause", sequence: 2, surveyResponse: "Too expensive", feedback: "hm" },
        ...{
          _id: sessionId,
          saveType: "PAUSE",
          canceled: false,
          aborted: false,
          bounced: false,
          mode: "LIVE",
        },
        acceptedOffer: { guid: "g", offerType: "PAUSE", pauseDuration: 2 },
        ...{ createdAt: new Date(noon).toISOString(), updatedAt: new Date(noon).toISOString() },
      },
    },
  })
  // compact: who signs what they have parsed signs the same
  expect(JSON.stringify(JSON.parse(got.body))).toBe(got.body)
  expect(got.headers["content-type"]).toBe("application/json")
  expect(got.headers["ck-signature"]).toBe(createHmac("sha256", key).update(got.body).digest("hex"))
  const { "webhook-id": id, "webhook-timestamp": at } = got.headers
  const expected = createHmac("sha256", Buffer.from(key.slice("whsec_".length), "base64"))
    .update(`${id}.${at}.${got.body}`)
    .digest("base64")
  expect(got.headers["webhook-signature"]).toBe(`v1,${expected}`)
  expect(at).toBe(String(noon / 1000))
  const { rows } =
    await sql<object>`select endpoint_id, state, tries, last_status, payload from webhook_delivery
    where workspace_id = ${workspaceId}`.execute(database.db)
  expect(rows).toEqual([
    { endpoint_id: endpoint.id, state: "delivered", tries: 1, last_status: 200, payload: got.body },
  ])
})

test("each change of a completed session is told of, with a number that rises", async () => {
  const { report, sender, receiver, pass } = await shop()
  const steps: [run: string, revision: number, facts: SessionFacts][] = [
    ["first", 0, {}],
    ["first", 1, { aborted: true }],
    ["second", 1, { canceled: true }],
    ["first", 2, { canceled: true }],
  ]
  for (const step of steps) {
    await report(...step)
    await sender.workOff()
    pass(1000)
  }
  // what is told at once comes in any order
  const [first, second] = new Set<string>(bodies(receiver).map(({ data }) => data.session._id))
  const toldOf = (id: string | undefined) =>
    bodies(receiver)
      .filter(({ data }) => data.session._id === id)
      .map(({ event, data: { session } }) => [event, session.result, session.sequence, session.bounced])
  expect(toldOf(first)).toEqual([
    ["session", "abort", 2, false],
    ["session.updated", "abort", 3, true],
    ["session.updated", "cancel", 4, true],
  ])
  expect(toldOf(second)).toEqual([["session", "cancel", 1, false]])
})

test("an endpoint for session.updated alone hears of a session that was taken up and completed again", async () => {
  const { report, sender, receiver, pass } = await shop({ events: ["session.updated"] })
  await report("run", 1, { aborted: true })
  await sender.workOff()
  pass(1000)
  // it goes on
  await report("run", 2, {})
  await sender.workOff()
  expect(receiver.received).toEqual([])
  pass(1000)
  await report("run", 3, { canceled: true })
  await sender.workOff()
  expect(eventsOf(receiver)).toEqual([["session.updated", "cancel", 3]])
  // completed and changed while nobody read
  await report("other", 1, { aborted: true }, "bob")
  await report("other", 2, { canceled: true }, "bob")
  await report("unchanged", 1, { canceled: true }, "eve")
  await sender.workOff()
  expect(eventsOf(receiver).slice(1)).toEqual([["session.updated", "cancel", 2]])
})

test("a completed session is told of as one, also where something of its request was told before", async () => {
  const { report, sender, receiver, workspaceId, endpoint } = await shop()
  await report("run", 0, {})
  await sender.workOff()
  const { id: session_id } = await database.db
    .selectFrom("session")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow()
  await database.db
    .insertInto("webhook_delivery")
    .values({
      ...{ workspace_id: workspaceId, id: newId(new Date(noon)), endpoint_id: endpoint.id, session_id },
      ...{ event: "request.settled", mode: "live", state: "delivered", created_at: new Date(noon) },
      ...{ delivered_at: new Date(noon), payload: "{}", tries: 1 },
    })
    .execute()
  await report("run", 1, { canceled: true })
  await sender.workOff()
  expect(bodies(receiver).map(({ event }) => event)).toEqual(["session"])
})

test("what happens while nobody reads is told of by one delivery a session, with how it stands then", async () => {
  const { report, sender, receiver } = await shop()
  await report("run", 1, { aborted: true })
  await report("run", 2, { canceled: true })
  await report("other", 0, {}, "bob")
  await sender.workOff()
  expect(eventsOf(receiver)).toEqual([["session", "cancel", 2]])
  await sender.workOff()
  expect(receiver.received).toHaveLength(1)
})

test("a change that is read after a newer one was told of is not told of again", async () => {
  const { report, sender, receiver } = await shop()
  await report("run", 1, { aborted: true })
  // more than are read at once, of which nobody is told
  await Promise.all(
    Array.from({ length: 600 }, (_, i) => report(`run ${i}`, 1, { canceled: true }, `customer ${i}`, "test")),
  )
  await report("run", 2, { canceled: true })
  await sender.workOff()
  expect(eventsOf(receiver)).toEqual([["session", "cancel", 2]])
})

test("an endpoint hears of its modes and its events alone, and of nothing from before it was made", async () => {
  const { report, sender, receiver, add } = await shop()
  await report("early", 1, { canceled: true })
  const other = await testReceiver()
  onTestFinished(other.close)
  await add({ url: other.url, modes: ["test"], events: ["session"] })
  await report("live", 1, { canceled: true }, "bob")
  await report("test", 1, { aborted: true }, "bob", "test")
  await sender.workOff()
  await report("test", 2, { canceled: true }, "bob", "test")
  await sender.workOff()
  expect(eventsOf(receiver).toSorted()).toEqual([
    ["session", "cancel", 1],
    ["session", "cancel", 1],
  ])
  expect(eventsOf(other)).toEqual([["session", "abort", 1]])
})

test("many servers that read and send at once send each delivery once", async () => {
  const { report, newSender, receiver } = await shop()
  const ids = await Promise.all(
    Array.from({ length: 60 }, (_, i) => report(`run ${i}`, 1, { canceled: true }, `customer ${i}`)),
  )
  const senders = Array.from({ length: 4 }, () => newSender())
  await Promise.all(senders.map((sender) => sender.workOff()))
  await Promise.all(senders.map((sender) => sender.workOff()))
  expect(
    bodies(receiver)
      .map(({ data }) => data.session._id)
      .toSorted(),
  ).toEqual(ids.toSorted())
})

test("a server that dies after it has sent is followed by one that sends again under the same id", async () => {
  const { report, newSender, receiver, workspaceId, pass, now, deliveries } = await shop()
  await report("run", 1, { canceled: true })
  await readLog(database, workspaceId, now())
  // as one that dies between its claim and its writing
  const [due] = (await dueEndpoints(database.db, now())).filter(
    ({ workspace_id }) => workspace_id === workspaceId,
  )
  if (!due) throw new Error("nothing is due")
  const claimed = await claimDeliveries(database.db, due, 10, now(), new Date(now().getTime() + 60_000))
  expect(claimed).toHaveLength(1)
  await newSender().workOff()
  expect(receiver.received).toEqual([])
  pass(60_000)
  await newSender().workOff()
  expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([claimed[0]?.id])
  expect(await deliveries()).toMatchObject([{ state: "delivered", tries: 1 }])
})

test("a change whose reading was broken off is read again, and told of once", async () => {
  const { report, sender, receiver, workspaceId, now } = await shop()
  await report("run", 1, { canceled: true })
  await database.pool.query(`create function broken() returns trigger language plpgsql as $$
    begin if new.workspace_id = '${workspaceId}' then raise exception 'broken'; end if; return new; end $$`)
  await database.pool.query(
    "create trigger broken before update on webhook_reader for each row execute function broken()",
  )
  await expect(readLog(database, workspaceId, now())).rejects.toThrow("broken")
  await database.pool.query("drop trigger broken on webhook_reader")
  await sender.workOff()
  await sender.workOff()
  expect(eventsOf(receiver)).toEqual([["session", "cancel", 1]])
})

test("a delivery that fails is tried eight times under one id, and is then given up", async () => {
  const { report, sender, receiver, pass, deliveries, workspaceId } = await shop()
  receiver.answer = refuse(503)
  await report("run", 1, { canceled: true })
  for (let hour = 0; hour <= 32; hour += 0.5) {
    await sender.workOff()
    pass(hourMs / 2)
  }
  const ids = receiver.received.map(({ headers }) => headers["webhook-id"])
  expect(ids).toEqual(Array(8).fill(ids[0]))
  expect(await deliveries()).toEqual([
    expect.objectContaining({
      ...{
        state: "failed",
        tries: 8,
        lastStatus: 503,
        lastError: "The server answered 503.",
        nextTryAt: null,
      },
    }),
  ])
  const { rows } = await sql<object>`select n, status, answer, error, is_replay from webhook_try
    where workspace_id = ${workspaceId} order by n`.execute(database.db)
  expect(rows).toEqual(
    Array.from({ length: 8 }, (_, i) => ({
      ...{ n: i + 1, status: 503, answer: "no", error: "The server answered 503.", is_replay: false },
    })),
  )
})

test("for 24 hours both secrets sign, then the new one alone", async () => {
  const { report, sender, receiver, secret: before, endpoint, change, pass } = await shop()
  const rotated = await rotateSecret(database.db, secret, change(), endpoint.id)
  if (typeof rotated === "string") throw new Error(rotated)
  const verifies = (key: string) => {
    const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: "" }
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`
    const mac = createHmac("sha256", Buffer.from(key.slice(6), "base64"))
      .update(signed)
      .digest("base64")
    return String(headers["webhook-signature"]).split(" ").includes(`v1,${mac}`)
  }
  await report("run", 1, { aborted: true })
  pass(24 * hourMs - 1000)
  await sender.workOff()
  expect([verifies(before), verifies(rotated.secret)]).toEqual([true, true])
  pass(1000)
  await report("run", 2, { canceled: true })
  await sender.workOff()
  expect([verifies(before), verifies(rotated.secret)]).toEqual([false, true])
})

async function people(workspaceId: string) {
  await sql`insert into workspace (id, app_id, name, created_at)
    values (${workspaceId}, ${workspaceId.slice(-9)}, 'Shop', now())`.execute(database.db)
  for (const role of ["owner", "developer", "member"]) {
    const id = randomUUID()
    await sql`insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
      values (${id}, ${role}, ${`${role}-${id}@example.com`}, true, now(), now())`.execute(database.db)
    await sql`insert into member (workspace_id, user_id, role, created_at)
      values (${workspaceId}, ${id}, ${role}, now())`.execute(database.db)
  }
}
const mailsOf = async (workspaceId: string) =>
  (
    await sql<{ subject: string }>`select subject, split_part(recipient, '-', 1) as who from mail
      where workspace_id = ${workspaceId} order by created_at, who`.execute(database.db)
  ).rows

test("after an hour of failure people are told, after five days the endpoint is off, and a success forgets it all", async () => {
  const { report, sender, receiver, workspaceId, pass, now, endpointNow, deliveries, endpoint, change } =
    await shop()
  await people(workspaceId)
  const step = async (ms: number) => {
    pass(ms)
    await sender.workOff()
    await judgeEndpoints(database.db, testTeller, workspaceId, now())
  }
  receiver.answer = refuse(500)
  await report("first", 1, { canceled: true })
  await step(0)
  await step(hourMs - 1000)
  expect(await mailsOf(workspaceId)).toEqual([])
  await step(1000)
  const failing = ["developer", "owner"].map((who) => ({
    ...{ subject: "A webhook endpoint does not take deliveries", who },
  }))
  expect(await mailsOf(workspaceId)).toEqual(failing)
  // it works once, and begins anew
  receiver.answer = (response) => void response.end()
  await step(2 * hourMs)
  expect(await endpointNow()).toMatchObject({ state: "on", failingSince: null })
  receiver.answer = refuse(500)
  await report("second", 1, { aborted: true }, "bob")
  await step(0)
  const since = now()
  for (let day = 1; day <= 4; day++) {
    await report(`of day ${day}`, 1, { canceled: true }, `customer ${day}`)
    await step(24 * hourMs)
  }
  expect(await mailsOf(workspaceId)).toEqual([...failing, ...failing])
  // five days, of which the last says nothing
  await sender.workOff()
  expect(await endpointNow()).toMatchObject({ state: "on", failingSince: since.toISOString() })
  await report("of day 5", 1, { canceled: true }, "customer 5")
  await step(24 * hourMs)
  expect(await endpointNow()).toMatchObject({
    ...{ state: "failed", failingSince: since.toISOString(), offSince: now().toISOString() },
  })
  expect((await mailsOf(workspaceId)).slice(4)).toEqual(
    ["developer", "owner"].map((who) => ({ subject: "A webhook endpoint was turned off", who })),
  )
  // what happens now is kept, and sent to nobody
  const came = receiver.received.length
  await report("later", 1, { canceled: true }, "eve")
  await step(hourMs)
  expect(receiver.received).toHaveLength(came)
  expect((await deliveries()).at(-1)).toMatchObject({ state: "held", tries: 0 })
  expect(await mailsOf(workspaceId)).toHaveLength(6)
  expect(await enableEndpoint(database.db, change(), endpoint.id)).toMatchObject({
    ...{ state: "on", failingSince: null, offSince: null, waiting: 0 },
  })
})

test("an endpoint that failed once, and was sent nothing for days, stays on", async () => {
  const { report, sender, receiver, workspaceId, pass, now, endpointNow } = await shop()
  receiver.answer = refuse(500)
  await report("only", 1, { canceled: true })
  for (let hour = 0; hour <= 32; hour += 0.5) {
    await sender.workOff()
    pass(hourMs / 2)
  }
  pass(6 * 24 * hourMs)
  await judgeEndpoints(database.db, testTeller, workspaceId, now())
  expect(await endpointNow()).toMatchObject({ state: "on", failingSince: new Date(noon).toISOString() })
})

test("sending again works while the endpoint is off, under the same id, and counts for nothing", async () => {
  const { report, sender, receiver, endpoint, change, endpointNow, deliveries, pass, now } = await shop()
  pass(1)
  await report("run", 1, { canceled: true })
  await sender.workOff()
  await changeEndpoint(database.db, change(), endpoint.id, { state: "off" })
  const offAt = now()
  const since = pass(hourMs)
  await report("missed", 1, { canceled: true }, "bob")
  await sender.workOff()
  expect((await deliveries()).map(({ state }) => state)).toEqual(["delivered", "held"])
  receiver.answer = refuse(500)
  const [first] = await deliveries()
  await resendDelivery(database.db, change(), first?.id ?? "")
  pass(1)
  expect(await resendSince(database.db, change(), endpoint.id, { since, includesDelivered: false })).toBe(1)
  pass(1)
  await sendTest(database.db, change(), endpoint.id)
  await sender.workOff()
  expect(await endpointNow()).toMatchObject({
    ...{ state: "off", failingSince: null, offSince: offAt.toISOString(), waiting: 0 },
  })
  expect((await deliveries()).map(({ event, state, tries }) => [event, state, tries])).toEqual([
    // it arrived once
    ["session", "delivered", 2],
    ["session", "failed", 1],
    ["test", "failed", 1],
  ])
  expect(receiver.received.filter(({ headers }) => headers["webhook-id"] === first?.id)).toHaveLength(2)
  receiver.answer = (response) => void response.end()
  const all = { since: new Date(noon), includesDelivered: true }
  expect(await resendSince(database.db, change(), endpoint.id, all)).toBe(2)
  pass(1)
  await sender.workOff()
  expect((await deliveries()).map(({ state }) => state)).toEqual(["delivered", "delivered", "failed"])
  const { rows } = await sql<object>`select action, detail from audit_entry
    where workspace_id = ${change().workspaceId} order by at, id`.execute(database.db)
  expect(rows.slice(1)).toEqual([
    { action: "webhook.disabled", detail: { before: "on", after: "off" } },
    { action: "webhook.resent", detail: { delivery: first?.id } },
    { action: "webhook.resent", detail: { since: since.toISOString(), includesDelivered: false, resent: 1 } },
    {
      action: "webhook.resent",
      detail: { since: new Date(noon).toISOString(), includesDelivered: true, resent: 2 },
    },
  ])
  expect(now() > since).toBe(true)
})

test("a session that is removed takes along what was told of it", async () => {
  const { report, sender, receiver, workspaceId, deliveries } = await shop()
  receiver.answer = (response) => void response.writeHead(500).end("ada")
  const id = await report("run", 1, { canceled: true })
  await sender.workOff()
  await database.db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom("session")
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const which = { workspaceId, id, mode: row.mode, createdAt: row.created_at }
    await sessionsChanged(trx, [{ ...which, before: stateOf(row), after: null }], new Date(noon))
  })
  await sender.workOff()
  expect(await deliveries()).toMatchObject([{ state: "failed", nextTryAt: null }])
  const { rows } = await sql<object>`select payload, answer from webhook_delivery d
    join webhook_try t on t.workspace_id = d.workspace_id and t.delivery_id = d.id
    where d.workspace_id = ${workspaceId}`.execute(database.db)
  expect(rows).toEqual([{ payload: null, answer: "" }])
})

test("deliveries are kept for 30 days, and go with their endpoint", async () => {
  const { report, sender, workspaceId, pass, endpoint, change, deliveries } = await shop()
  const count = async () =>
    (
      await sql<{
        n: number
      }>`select (select count(*) from webhook_delivery where workspace_id = ${workspaceId})::int
        + (select count(*) from webhook_try where workspace_id = ${workspaceId})::int as n`.execute(
        database.db,
      )
    ).rows[0]?.n
  await report("old", 1, { canceled: true })
  await sender.workOff()
  const later = pass(30 * 24 * hourMs)
  await report("new", 1, { canceled: true }, "bob")
  await sender.workOff()
  expect(await pruneDeliveries(database.db, workspaceId, later)).toBe(0)
  expect(await pruneDeliveries(database.db, workspaceId, pass(1))).toBe(1)
  expect([await count(), (await deliveries()).length]).toEqual([2, 1])
  expect(await removeEndpoint(database.db, change(), endpoint.id)).toBe("removed")
  expect(await count()).toBe(0)
})
