import type { AbTest, AbTestMetricsAnswer, FlowList } from "@holdfast/protocol/dashboard"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import {
  type MadeState,
  type MadeTest,
  makeAbTest,
  variantContent,
} from "../../flow/ab-test/testing/make-ab-test.ts"
import type { FlowChange } from "../../flow/edit/flow-change.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { authHash, type TestApp, type TestWorkspace, testApp } from "../../testing/test-app.ts"

/** Tests as people run them in the dashboard, and programs with a config key: by the words of ab-tests-api. */

const start = new Date("2026-11-01T12:00:00.000Z")
let server: TestApp
let shop: TestWorkspace
let member: string
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  server.setTime(start)
  shop = await server.addWorkspace("Shop")
  member = await server.signIn(shop, "member")
})

const make = (state: MadeState): Promise<MadeTest> => {
  const change: FlowChange = { workspaceId: shop.id, actor: { kind: "command", name: "test" }, now: start }
  return makeAbTest({ db: server.database.db, announce: () => {} }, change, state)
}
type Method = "GET" | "POST" | "PATCH" | "PUT"
const call = (method: Method, path: string, payload?: object) =>
  server.app.inject({
    method,
    url: `/api/workspaces/${shop.appId}${path}`,
    headers: { cookie: member, origin: server.url },
    ...(payload && { payload }),
  })
const byKey = (method: Method, path: string, payload?: object) =>
  server.app.inject({
    method,
    url: `/v1/data/${path}`,
    headers: { "x-ck-app": shop.appId, "x-ck-api-key": shop.configKey },
    ...(payload && { payload }),
  })

async function runFlow(customerId: string, canceled: boolean): Promise<void> {
  const headers = {
    ...{ "x-ck-app": shop.appId, "x-ck-customer": customerId },
    "x-ck-authorization": authHash(shop, customerId),
  }
  const url = `/v1/api/orgs/${shop.appId}/cancel-flow/config`
  const opened = await server.app.inject({ method: "POST", url, headers, payload: {} })
  const { blueprintId } = opened.json()
  const post = {
    blueprintId,
    canceled,
    ...(!canceled && { aborted: true }),
    surveyChoiceId: "r1",
    surveyChoiceValue: "Price",
  }
  const settled = await server.app.inject({
    method: "POST",
    url: "/v1/api/sessions/sdk",
    headers,
    payload: post,
  })
  expect([opened.statusCode, settled.statusCode]).toEqual([200, 200])
}

test("a test is set up, run and decided by its routes, and the list has it", async () => {
  const { segmentId, testId: first } = await make("draft")
  expect((await call("POST", `/ab-tests/${first}/abandon`)).json()).toMatchObject({ state: "abandoned" })
  const plan = { baselineRate: 0.4, smallestEffect: 0.1, enrolmentDays: 7 }
  const made = await call("POST", "/ab-tests", { segmentId, name: " Longer  pauses ", ...plan })
  expect([made.statusCode, made.json().state]).toEqual([201, "draft"])
  const { id, arms, name }: AbTest = made.json()
  expect(name).toBe("Longer pauses")
  const renamed = await call("PATCH", `/ab-tests/${id}`, { revision: 1, name: "Pauses", trackingDays: 5 })
  expect(renamed.json()).toMatchObject({ name: "Pauses", revision: 2, plan: { trackingDays: 5 } })
  const variant = `/flows/${arms.variant.flowId}`
  const saved = await call("PUT", `${variant}/draft`, { content: variantContent(), revision: 1 })
  expect(saved.statusCode).toBe(200)
  // with an empty body and with none
  expect((await call("POST", `/ab-tests/${id}/start`, {})).json()).toMatchObject({ state: "enrolling" })
  expect((await call("POST", `/ab-tests/${id}/pause`)).json()).toMatchObject({ state: "paused" })
  expect((await call("POST", `/ab-tests/${id}/resume`)).json()).toMatchObject({ state: "enrolling" })
  const completed = await call("POST", `/ab-tests/${id}/complete`)
  expect(completed.json()).toMatchObject({ state: "awaiting_decision" })
  const won = await call("POST", `/ab-tests/${id}/winner`, { arm: "variant", note: "  It keeps more " })
  expect([won.statusCode, won.json()]).toEqual([
    200,
    expect.objectContaining({ state: "completed", winner: "variant" }),
  ])
  expect(won.json().steps.map(({ step, by }: AbTest["steps"][number]) => [step, by?.name])).toEqual(
    ["created", "started", "paused", "resumed", "ended_early", "completed"].map((step) => [step, "Person"]),
  )
  const history = await call("GET", `/flows/${arms.control.flowId}/versions`)
  expect(history.json().versions[0]).toMatchObject({ version: 2, note: "It keeps more" })
  const { tests } = (await call("GET", "/ab-tests")).json()
  expect(tests.map((each: AbTest) => each.id)).toEqual([id, first].toSorted().toReversed())
  expect((await call("GET", `/ab-tests/${id}`)).json()).toEqual(won.json())
})

test("a refusal has the test beside the error, and a sentence for people", async () => {
  const { testId, controlId, segmentId } = await make("enrolling")
  const abTest = { id: testId, name: "A test", state: "enrolling" }
  const again = await call("POST", `/ab-tests/${testId}/start`)
  expect([again.statusCode, again.json()]).toEqual([
    409,
    {
      error: {
        code: "ab_test_state",
        message: "The test is enrolling by now; only one that is a draft or paused can be started.",
      },
      abTest,
    },
  ])
  const { revision } = (await call("GET", `/flows/${controlId}`)).json().draft
  const content = { ...starterFlow(), pauseCooldown: 9 }
  const saved = (await call("PUT", `/flows/${controlId}/draft`, { content, revision })).json()
  const runs = {
    error: {
      code: "ab_test_runs",
      message:
        'The A/B test "A test" is enrolling. End it with this (endAbTest), or leave the flow as it is.',
    },
    abTest,
  }
  const publication = { revision: saved.revision, note: null }
  for (const refused of [
    call("POST", `/flows/${controlId}/publish`, publication),
    call("POST", `/flows/${controlId}/archive`),
    call("PATCH", `/segments/${segmentId}`, { enabled: false }),
  ]) {
    const answer = await refused
    expect([answer.statusCode, answer.json()]).toEqual([409, runs])
  }
  const published = await call("POST", `/flows/${controlId}/publish`, { ...publication, endAbTest: true })
  expect([published.statusCode, published.json().version]).toEqual([201, 2])
  const { flows }: FlowList = (await call("GET", "/flows")).json()
  expect(flows.find(({ id }) => id === controlId)?.abTest).toEqual({ ...abTest, state: "awaiting_decision" })
  const archived = await call("POST", `/flows/${controlId}/archive`, { endAbTest: true })
  expect([archived.statusCode, archived.json().abTest]).toEqual([200, null])
})

test.for([
  ["POST", "/ab-tests", { segmentId: "s" }, /^name is missing|^baselineRate is missing/],
  ["PATCH", "/ab-tests/x", { name: "y" }, /^revision is missing/],
  [
    "POST",
    "/ab-tests/x/winner",
    { arm: "both", note: null },
    /^arm is "both"; it takes one of control, variant/,
  ],
  ["POST", "/ab-tests/x/start", { now: true }, /^now is not known here/],
  ["GET", "/ab-tests/basis", undefined, /^segmentId is missing/],
  ["GET", "/ab-tests/x/metrics?mode=staging", undefined, /^mode is "staging"/],
] as const)("%s %s with %j says what it takes", async ([method, path, payload, message]) => {
  const answer = await call(method, path, payload)
  expect([answer.statusCode, answer.json().error.message]).toEqual([422, expect.stringMatching(message)])
})

test("an id of nothing, or of another workspace, is one sentence", async () => {
  const theirs = await make("draft")
  shop = await server.addWorkspace("Other")
  member = await server.signIn(shop, "member")
  for (const id of [theirs.testId, "x", "%F0%9F%91%A9"]) {
    for (const asked of [
      call("GET", `/ab-tests/${id}`),
      call("GET", `/ab-tests/${id}/metrics`),
      call("PATCH", `/ab-tests/${id}`, { revision: 1 }),
      call("POST", `/ab-tests/${id}/start`),
      call("POST", `/ab-tests/${id}/winner`, { arm: "control", note: null }),
    ]) {
      const answer = await asked
      expect([answer.statusCode, answer.json().error.code]).toEqual([404, "ab_test_not_found"])
    }
    expect((await byKey("GET", `ab-tests/${id}/metrics`)).statusCode).toBe(404)
  }
  const basis = await call("GET", `/ab-tests/basis?segmentId=${theirs.segmentId}`)
  expect([basis.statusCode, basis.json().error.code]).toEqual([404, "segment_not_found"])
})

test("the figures of a test are the same for people and programs, with a verdict for those", async () => {
  const { testId, segmentId } = await make("enrolling")
  const customers = 100
  for (let n = 0; n < customers; n++) await runFlow(`cus_${n}`, n % 3 === 0)
  const metrics: AbTestMetricsAnswer = (await call("GET", `/ab-tests/${testId}/metrics`)).json()
  expect(metrics).toMatchObject({
    abTest: { id: testId, state: "enrolling" },
    ...{ mode: "live", asOf: start.toISOString(), isFinal: false },
  })
  const { control, variant } = metrics.arms
  const sum = (name: "exposed" | "customers" | "saved" | "canceled" | "sessions") =>
    control[name] + variant[name]
  expect([sum("exposed"), sum("customers"), sum("canceled"), sum("saved"), sum("sessions")]).toEqual([
    ...[customers, customers, 34, 66, customers],
  ])
  expect(control.reasons).toEqual([{ guid: "r1", value: "Price", customers: control.customers }])
  expect(control.outcomes.map(({ saveType }) => saveType).toSorted()).toEqual(["ABANDON", null].toSorted())
  const { customers: inArms }: AbTest = (await call("GET", `/ab-tests/${testId}`)).json()
  expect(inArms).toEqual({ control: control.exposed, variant: variant.exposed })
  const program = (await byKey("GET", `ab-tests/${testId}/metrics`)).json()
  expect(program).toMatchObject({
    ...{ id: testId, state: "enrolling", end: "running", arms: metrics.arms },
    verdict: { kind: "none", why: "running" },
  })
  const share = ({ saved, customers: of }: typeof control) => saved / of
  expect(program.difference.difference).toBeCloseTo(share(variant) - share(control), 10)
  await call("POST", `/ab-tests/${testId}/complete`)
  expect((await call("GET", `/ab-tests/${testId}/metrics`)).json()).toMatchObject({ isFinal: true })
  expect((await byKey("GET", `ab-tests/${testId}/metrics`)).json()).toMatchObject({ end: "early" })
  // what a test of the segment would begin from now
  expect((await call("GET", `/ab-tests/basis?segmentId=${segmentId}`)).json()).toEqual({
    ...{ days: 1, customers, saved: 66, customersPerWeek: 7 * customers },
  })
})

test("a program with a config key sets a test up by the contract's words, and is told where it may not", async () => {
  const { testId, segmentId, controlId, variantId } = await make("draft")
  const listed = (await byKey("GET", "ab-tests")).json()
  expect(listed.abTests).toMatchObject([
    { id: testId, state: "draft", segmentId, flows: { control: controlId, variant: variantId } },
  ])
  const { flows } = (await byKey("GET", "blueprints")).json()
  expect(
    flows.map(({ flowId, arm }: { flowId: string; arm: string | null }) => [flowId, arm]).slice(1),
  ).toEqual([
    [controlId, "control"],
    [variantId, "variant"],
  ])
  expect((await byKey("GET", "segments")).json().segments).toMatchObject([
    { id: segmentId, flowId: controlId },
  ])
  const plan = { segmentId, name: "Another", baselineRate: 0.4, smallestEffect: 0.1 }
  const second = await byKey("POST", "ab-tests", plan)
  expect([second.statusCode, second.body]).toEqual([409, "This segment has an A/B test that is not over."])
  const money = await byKey("POST", "ab-tests", { ...plan, metric: "revenue_per_exposure" })
  expect([money.statusCode, money.body]).toEqual([
    422,
    "metric counts money, which is known once billing is connected; until then it takes save_rate.",
  ])
  expect((await byKey("POST", `ab-tests/${testId}/start`)).json()).toMatchObject({ state: "enrolling" })
  const draft = (await byKey("GET", `flows/${controlId}/draft`)).json()
  const content = { ...starterFlow(), pauseCooldown: 9 }
  const saved = (await byKey("PUT", `flows/${controlId}/draft`, { content, revision: draft.revision })).json()
  const refused = await byKey("POST", `flows/${controlId}/publish`, { revision: saved.revision })
  expect([refused.statusCode, refused.body]).toEqual([
    409,
    'The A/B test "A test" is enrolling. End it with this (endAbTest), or leave the flow as it is.',
  ])
  const ended = await byKey("PATCH", `segments/${segmentId}`, { enabled: false, endAbTest: true })
  expect(ended.json()).toMatchObject({ enabled: false })
  const won = await byKey("POST", `ab-tests/${testId}/winner`, { arm: "control" })
  expect(won.json()).toMatchObject({ state: "completed", winner: "control" })
  const entries = await server.database.db
    .selectFrom("audit_entry")
    .select(["actor_kind", "action"])
    .where("workspace_id", "=", shop.id)
    .where("target_kind", "=", "ab-test")
    .where("actor_kind", "=", "key")
    .execute()
  expect(entries.map(({ action }) => action).toSorted()).toEqual([
    ...["ab-test.completed", "ab-test.ended-early", "ab-test.started"],
  ])
})
