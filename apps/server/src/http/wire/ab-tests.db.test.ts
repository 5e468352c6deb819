import { randomUUID } from "node:crypto"
import { assignArm, type FlowArm } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { chooseWinner } from "../../flow/ab-test/choose-winner.ts"
import { pauseAbTest, resumeAbTest } from "../../flow/ab-test/move-ab-test.ts"
import { type MadeTest, makeAbTest } from "../../flow/ab-test/testing/make-ab-test.ts"
import type { FlowChange, FlowWriter } from "../../flow/edit/flow-change.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** Who is shown which arm, over both ways in and on every server, and what their sessions say of it. */

const dayMs = 24 * 3600 * 1000
const start = Date.parse("2026-11-01T12:00:00.000Z")
let server: TestApp
let beside: TestApp
let shop: TestWorkspace
let writer: FlowWriter
let made: MadeTest
let versions: Record<FlowArm, string>
beforeAll(async () => {
  server = await testApp()
  beside = await testApp({ beside: server })
  writer = { db: server.database.db, announce: () => {} }
})
afterAll(async () => {
  await beside.close()
  await server.close()
})
const onDay = (days: number) => {
  for (const each of [server, beside]) each.setTime(start + days * dayMs)
}
const changeOn = (days: number): FlowChange => ({
  workspaceId: shop.id,
  actor: { kind: "command", name: "test" },
  now: new Date(start + days * dayMs),
})
beforeEach(async () => {
  onDay(0)
  shop = await server.addWorkspace("Shop")
  // enrols for 14 days, and tracks for 10
  made = await makeAbTest(writer, changeOn(0), "enrolling")
  const flows = await server.database.db
    .selectFrom("blueprint")
    .select(["id", "flow_id"])
    .where("workspace_id", "=", shop.id)
    .where("flow_id", "in", [made.controlId, made.variantId])
    .execute()
  const versionOf = (flowId: string) => flows.find(({ flow_id }) => flow_id === flowId)?.id ?? ""
  versions = { control: versionOf(made.controlId), variant: versionOf(made.variantId) }
})

interface Opened {
  blueprintId: string
  run: string
}
interface Way {
  mode?: "live" | "test"
  at?: TestApp
  more?: object
}
const credentials = (customerId: string) => ({
  app: shop.appId,
  customerId,
  authHash: authHash(shop, customerId),
})

const waysIn = {
  "the widget": async (
    customerId: string,
    { mode = "live", at = server, more = {} }: Way = {},
  ): Promise<Opened> => {
    const run = randomUUID()
    const payload = { ...credentials(customerId), mode, run, startedAt: 1, sentAt: 1, ...more }
    const answer = await at.app.inject({ method: "POST", url: "/v1/flow/open", payload })
    expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()])
    return { blueprintId: answer.json().blueprint.id, run }
  },
  "an SDK": async (customerId: string, { mode = "live", at = server }: Way = {}): Promise<Opened> => {
    const answer = await at.app.inject({
      method: "POST",
      url: `/v1/api/orgs/${shop.appId}/cancel-flow/config`,
      headers: {
        ...{ "x-ck-customer": customerId, "x-ck-authorization": authHash(shop, customerId) },
        "x-ck-mode": mode,
      },
      payload: {},
    })
    expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()])
    return { blueprintId: answer.json().blueprintId, run: "" }
  },
}
const widget = waysIn["the widget"]

const sessionsOf = (customerId: string) =>
  server.database.db
    .selectFrom("session")
    .select(["id", "mode", "blueprint_id", "segment_id", "abtest", "abtest_arm", "outcome", "created_at"])
    .where("workspace_id", "=", shop.id)
    .where("customer_id", "=", customerId)
    .orderBy("created_at")
    .execute()
const exposuresOf = (customerId: string) =>
  server.database.db
    .selectFrom("ab_test_exposure")
    .select(["test_id", "mode", "arm", "session_id", "at"])
    .where("workspace_id", "=", shop.id)
    .where("customer_id", "=", customerId)
    .execute()
/** A customer whose arm is this one. */
function customerOf(arm: FlowArm): string {
  for (;;) {
    const id = randomUUID()
    if (assignArm(made.testId, id) === arm) return id
  }
}

describe.each(Object.entries(waysIn))("a customer who comes by %s", (_, open) => {
  test.each(["control", "variant"] as const)(
    "into the %s sees it, and their session says so",
    async (arm) => {
      const customerId = customerOf(arm)
      const { blueprintId } = await open(customerId)
      expect(blueprintId).toBe(versions[arm])
      const [session, ...others] = await sessionsOf(customerId)
      expect(others).toEqual([])
      expect(session).toMatchObject({
        ...{ blueprint_id: versions[arm], segment_id: made.segmentId, outcome: "open" },
        ...{ abtest: made.testId, abtest_arm: arm },
      })
      expect(await exposuresOf(customerId)).toEqual([
        { test_id: made.testId, mode: "live", arm, session_id: session?.id, at: session?.created_at },
      ])
    },
  )

  test("sees the same arm each time, on every server, and came into it once", async () => {
    const customerId = customerOf("variant")
    for (const [days, at] of [
      [0, server],
      [3, beside],
      [6, server],
    ] as const) {
      onDay(days)
      expect((await open(customerId, { at })).blueprintId).toBe(versions.variant)
    }
    const sessions = await sessionsOf(customerId)
    expect(sessions.map(({ abtest_arm }) => abtest_arm)).toEqual(["variant", "variant", "variant"])
    const exposures = await exposuresOf(customerId)
    expect(exposures.map(({ session_id }) => session_id)).toEqual([sessions[0]?.id])
  })

  test("while the test is paused sees the control, unless they are in it already", async () => {
    const [known, stranger] = [customerOf("variant"), customerOf("variant")]
    await open(known)
    await pauseAbTest(writer, changeOn(0), made.testId)
    onDay(1)
    expect((await open(known)).blueprintId).toBe(versions.variant)
    expect((await open(stranger)).blueprintId).toBe(versions.control)
    expect((await sessionsOf(stranger))[0]).toMatchObject({ abtest: null, abtest_arm: null })
    expect(await exposuresOf(stranger)).toEqual([])
    await resumeAbTest(writer, changeOn(2), made.testId)
    onDay(2)
    expect((await open(stranger)).blueprintId).toBe(versions.variant)
    expect(await exposuresOf(stranger)).toHaveLength(1)
  })

  test("after the enrolment is a stranger to the test or keeps their arm, and sees the control in the end", async () => {
    const [known, stranger] = [customerOf("variant"), customerOf("variant")]
    await open(known)
    // no job has written anything down
    onDay(14)
    expect((await open(known)).blueprintId).toBe(versions.variant)
    expect((await open(stranger)).blueprintId).toBe(versions.control)
    onDay(24)
    expect((await open(known)).blueprintId).toBe(versions.control)
    expect((await sessionsOf(known)).map(({ abtest_arm }) => abtest_arm)).toEqual([
      "variant",
      "variant",
      null,
    ])
    await chooseWinner(writer, changeOn(25), made.testId, { arm: "variant", note: null })
    onDay(26)
    const { blueprintId } = await open(stranger)
    expect([versions.control, versions.variant]).not.toContain(blueprintId)
    expect((await sessionsOf(stranger)).at(-1)).toMatchObject({ abtest: null, blueprint_id: blueprintId })
  })

  test("is in the test by mode, as no number mixes modes", async () => {
    const customerId = customerOf("variant")
    await open(customerId, { mode: "test" })
    expect((await exposuresOf(customerId)).map(({ mode }) => mode)).toEqual(["test"])
    await pauseAbTest(writer, changeOn(0), made.testId)
    onDay(1)
    expect((await open(customerId)).blueprintId).toBe(versions.control)
    expect((await open(customerId, { mode: "test" })).blueprintId).toBe(versions.variant)
  })
})

test("two servers show the same arm to everybody, and the arms are as the hash says", async () => {
  const customers = Array.from({ length: 60 }, (_, n) => `cus_${n}`)
  const shown = async (at: TestApp) => {
    const ids: string[] = []
    for (const customerId of customers) {
      ids.push((await widget(customerId, { at, more: { report: false } })).blueprintId)
    }
    return ids
  }
  const here = await shown(server)
  expect(await shown(beside)).toEqual(here)
  expect(here).toEqual(customers.map((id) => versions[assignArm(made.testId, id)]))
  expect(new Set(here).size).toBe(2)
})

test("whoever only looks at the flow is in no number", async () => {
  const customerId = customerOf("variant")
  const { blueprintId } = await widget(customerId, { more: { report: false } })
  expect(blueprintId).toBe(versions.variant)
  expect(await sessionsOf(customerId)).toEqual([])
  expect(await exposuresOf(customerId)).toEqual([])
})

test("many who come at once are all in the test, each with their own arm", async () => {
  const customers = Array.from({ length: 40 }, (_, n) => `at-once-${n}`)
  await Promise.all(customers.map((customerId, n) => widget(customerId, { at: n % 2 ? server : beside })))
  const exposed = await server.database.db
    .selectFrom("ab_test_exposure")
    .select(["customer_id", "arm"])
    .where("workspace_id", "=", shop.id)
    .execute()
  const arms = Object.fromEntries(exposed.map(({ customer_id, arm }) => [customer_id, arm]))
  expect(arms).toEqual(Object.fromEntries(customers.map((id) => [id, assignArm(made.testId, id)])))
})

test("a run that opens again in another state of the test keeps its version, its test and its arm", async () => {
  const customerId = customerOf("variant")
  const { run } = await widget(customerId)
  onDay(24)
  const again = await widget(customerId, { more: { run } })
  expect(again.blueprintId).toBe(versions.variant)
  expect(await sessionsOf(customerId)).toMatchObject([{ abtest: made.testId, abtest_arm: "variant" }])
})

test("what a client says of tests is no fact, whatever it reports", async () => {
  const [known, stranger] = [customerOf("variant"), customerOf("variant")]
  const claim = { abtest: "mine", abtestArm: "control" }
  const { run } = await widget(known)
  const report = (customerId: string, ofRun: string, session: object) =>
    server.app.inject({
      method: "POST",
      url: "/v1/flow/report",
      payload: {
        ...credentials(customerId),
        ...{ run: ofRun, startedAt: 1, sentAt: 1, revision: 1, session: { ...claim, ...session } },
      },
    })
  expect((await report(known, run, { canceled: true })).statusCode).toBe(200)
  expect(await sessionsOf(known)).toMatchObject([
    { outcome: "canceled", abtest: made.testId, abtest_arm: "variant" },
  ])
  // a report without an opened session before it
  expect((await report(stranger, randomUUID(), { canceled: true })).statusCode).toBe(200)
  expect(await sessionsOf(stranger)).toMatchObject([{ abtest: null, abtest_arm: null }])
  const poster = customerOf("control")
  const posted = await server.app.inject({
    method: "POST",
    url: "/v1/api/sessions/sdk",
    headers: {
      ...{ "x-ck-app": shop.appId, "x-ck-customer": poster },
      "x-ck-authorization": authHash(shop, poster),
    },
    payload: { ...claim, abtest: made.testId, canceled: true },
  })
  expect(posted.statusCode).toBe(200)
  expect(await sessionsOf(poster)).toMatchObject([{ abtest: null, abtest_arm: null }])
  for (const nobody of [stranger, poster]) expect(await exposuresOf(nobody)).toEqual([])
})

test("a post of an SDK settles the session that its config call opened, in its arm", async () => {
  const customerId = customerOf("variant")
  const { blueprintId } = await waysIn["an SDK"](customerId)
  await server.app.inject({
    method: "POST",
    url: "/v1/api/sessions/sdk",
    headers: {
      ...{ "x-ck-app": shop.appId, "x-ck-customer": customerId },
      "x-ck-authorization": authHash(shop, customerId),
    },
    payload: { blueprintId, canceled: true, mode: "LIVE" },
  })
  expect(await sessionsOf(customerId)).toMatchObject([
    { outcome: "canceled", abtest: made.testId, abtest_arm: "variant" },
  ])
})

test("the sessions of an arm are one filter of the stream, and of the Data API, whose records name it", async () => {
  const [one, two, other] = [customerOf("variant"), customerOf("variant"), customerOf("control")]
  for (const customerId of [one, two, other]) await widget(customerId)
  const viewer = await server.signIn(shop, "viewer")
  const stream = await server.app.inject({
    url: `/api/workspaces/${shop.appId}/sessions?abtest=${made.testId}&abtestArm=variant`,
    headers: { cookie: viewer },
  })
  const shown = stream.json().sessions.map(({ customer }: { customer: { id: string } }) => customer.id)
  expect(shown.toSorted()).toEqual([one, two].toSorted())
  const data = await server.app.inject({
    url: `/v1/data/sessions?inProgress=true&abtest=${made.testId}&abtestArm=control`,
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.dataKeyLive },
  })
  expect(data.json()).toMatchObject([{ customer: { id: other }, abtest: made.testId, abtestArm: "control" }])
})
