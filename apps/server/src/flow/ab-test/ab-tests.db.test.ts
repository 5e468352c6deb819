import { randomUUID } from "node:crypto"
import type { AbTest } from "@holdfast/protocol/dashboard"
import type { BlueprintContent } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { discardDraft } from "../edit/discard-draft.ts"
import { findDraft } from "../edit/find-draft.ts"
import type { FlowChange, FlowWriter } from "../edit/flow-change.ts"
import { publishDraft } from "../edit/publish-draft.ts"
import { saveDraft } from "../edit/save-draft.ts"
import { installFlows } from "../install-flows.ts"
import { listFlows } from "../list/list-flows.ts"
import { archiveFlow, unarchiveFlow } from "../segment/archive-flow.ts"
import { changeSegment } from "../segment/change-segment.ts"
import { createSegment } from "../segment/create-segment.ts"
import { starterFlow, starterFlows } from "../starter-flow.ts"
import { advanceAbTests } from "./advance-ab-tests.ts"
import { changeAbTest } from "./change-ab-test.ts"
import { chooseWinner } from "./choose-winner.ts"
import { createAbTest } from "./create-ab-test.ts"
import { listAbTests } from "./list-ab-tests.ts"
import { abandonAbTest, completeAbTest, pauseAbTest, resumeAbTest, startAbTest } from "./move-ab-test.ts"
import { type MadeState, type MadeTest, makeAbTest, variantContent } from "./testing/make-ab-test.ts"

let database: TestDatabase
let writer: FlowWriter
const announced: string[] = []
const dayMs = 24 * 3600 * 1000
const start = new Date("2026-11-01T12:00:00.000Z")
const day = (n: number) => new Date(start.getTime() + n * dayMs)
beforeAll(async () => {
  database = await testDatabase()
  writer = { db: database.db, announce: (_, flowId) => void announced.push(flowId) }
})
afterAll(() => database.close())

interface Place extends MadeTest {
  change: FlowChange
  /** The same person, so many days later. */
  later(days: number): FlowChange
  read(now?: Date): Promise<AbTest>
  shown(flowId: string): Promise<BlueprintContent>
}

async function begin(): Promise<FlowChange> {
  const workspaceId = randomUUID()
  const flows = starterFlows({ flow: `primary ${workspaceId}`, blueprint: `primary ${workspaceId} 1` }, start)
  await installFlows(database.db, workspaceId, flows, start)
  const actor = { kind: "person", id: "p1", name: "ada@example.com", address: "192.0.2.7" } as const
  return { workspaceId, actor, now: start }
}

async function testIn(state: MadeState): Promise<Place> {
  const change = await begin()
  const made = await makeAbTest(writer, change, state)
  const { workspaceId } = change
  return {
    ...made,
    change,
    later: (days) => ({ ...change, now: day(days) }),
    async read(now = start) {
      const [found] = await listAbTests(database.db, workspaceId, now, made.testId)
      if (!found) throw new Error("The test is gone")
      return found
    },
    async shown(flowId) {
      const [flow] = await listFlows(database.db, { workspaceId, mode: "live", now: start }, flowId)
      const version = await database.db
        .selectFrom("blueprint")
        .select("content")
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", flow?.live?.blueprintId ?? "")
        .executeTakeFirstOrThrow()
      return version.content
    },
  }
}
/** What the log says of tests, by action: entries of one moment have no order. */
async function auditOf({ change }: Pick<Place, "change">) {
  const entries = await database.db
    .selectFrom("audit_entry")
    .select(["action", "actor_name", "target_name", "detail"])
    .where("workspace_id", "=", change.workspaceId)
    .where("target_kind", "=", "ab-test")
    .execute()
  return Object.fromEntries(entries.map(({ action, ...said }) => [action, said]))
}

/** Saves another content as the draft of a flow; answers its revision. */
async function edit({ change }: Place, flowId: string, content: BlueprintContent): Promise<number> {
  const flow = await database.db
    .selectFrom("flow")
    .select(["id", "draft_revision"])
    .where("workspace_id", "=", change.workspaceId)
    .where("id", "=", flowId)
    .executeTakeFirstOrThrow()
  const saved = await saveDraft(writer, change, flowId, { content, revision: flow.draft_revision })
  if (saved.kind !== "saved") throw new Error(saved.kind)
  return saved.revision
}

test("a draft has a variant that says what is live in the segment, part by part the same", async () => {
  const change = await begin()
  const made = await createSegment(writer, change, { name: "Teams", rules: [], content: starterFlow() })
  if (made.kind !== "created") throw new Error(made.kind)
  const asked = { segmentId: made.segmentId, name: "Shorter survey", baselineRate: 0.4, smallestEffect: 0.1 }
  const plan = { ...asked, enrolmentDays: 14 }
  expect(await createAbTest(writer, change, plan)).toEqual({ kind: "nothing_published" })
  await publishDraft(writer, change, made.flowId, { revision: 1, note: null })
  const created = await createAbTest(writer, change, plan)
  if (created.kind !== "created") throw new Error(created.kind)
  expect(announced.at(-1)).toBe(made.flowId)
  const [found] = await listAbTests(database.db, change.workspaceId, start)
  const variantId = found?.arms.variant.flowId ?? ""
  expect(found).toEqual({
    id: created.testId,
    name: "Shorter survey",
    state: "draft",
    revision: 1,
    segment: { id: made.segmentId, name: "Teams", enabled: false },
    arms: {
      control: { flowId: made.flowId, live: { blueprintId: expect.any(String), version: 1 } },
      variant: { flowId: expect.any(String), live: null },
    },
    plan: {
      ...{ metric: "save_rate", baselineRate: 0.4, smallestEffect: 0.1, confidence: 0.95 },
      ...{ enrolmentDays: 14, trackingDays: 30 },
    },
    customersPerArm: expect.any(Number),
    ...{ startedAt: null, enrolmentEndsAt: null, trackingEndsAt: null, winner: null },
    steps: [{ step: "created", at: start.toISOString(), by: { name: null } }],
    customers: { control: 0, variant: 0 },
  } satisfies AbTest)
  const draft = await findDraft(database.db, change.workspaceId, { id: variantId, draft_revision: 1 })
  expect(draft?.content).toEqual(starterFlow())
  const brief = { id: created.testId, name: "Shorter survey", state: "draft" }
  const flows = await listFlows(database.db, { workspaceId: change.workspaceId, mode: "live", now: start })
  expect(flows.map(({ arm, abTest }) => [arm, abTest])).toEqual([
    [null, null],
    ["control", brief],
    ["variant", brief],
  ])
  expect(await createAbTest(writer, change, plan)).toEqual({ kind: "ab_test_exists" })
  expect(await createAbTest(writer, change, { ...plan, segmentId: "x" })).toEqual({
    kind: "segment_not_found",
  })
  // a segment that is off would bring nobody into it
  await edit({ change } as Place, variantId, variantContent())
  expect(await startAbTest(writer, change, created.testId)).toEqual({ kind: "segment_off" })
})

test.for([
  [{ metric: "revenue_per_exposure" }, { kind: "metric_needs_billing" }],
  [{ metric: "pause_rate" }, { sentence: 'metric is "pause_rate"; it takes one of save_rate.' }],
  [{ baselineRate: 1.2 }, { sentence: "baselineRate is 1.2; it takes 0.01 to 0.99." }],
  [{ enrolmentDays: 6 }, { sentence: "enrolmentDays is 6; it takes 7 to 120." }],
  [{ trackingDays: 366 }, { sentence: "trackingDays is 366; it takes 1 to 365." }],
  [{ confidence: 1 }, { sentence: "confidence is 1; it takes 0.5 to 0.999." }],
  [{ smallestEffect: Number.NaN }, { sentence: "smallestEffect is NaN; it takes 0.005 to 0.5." }],
] as const)("a plan with %j is refused in words", async ([part, refusal]) => {
  const change = await begin()
  const plan = { segmentId: "s", name: "x", baselineRate: 0.4, smallestEffect: 0.1, enrolmentDays: 14 }
  expect(await createAbTest(writer, change, { ...plan, ...part })).toMatchObject(refusal)
})

test("a test starts with the variant's draft as its version, and its length is fixed from there on", async () => {
  const place = await testIn("draft")
  const { change, testId, variantId, controlId } = place
  expect(await startAbTest(writer, change, testId)).toEqual({ kind: "changed" })
  expect(announced.slice(-2)).toEqual([controlId, variantId])
  const test = await place.read()
  expect(test).toMatchObject({
    state: "enrolling",
    startedAt: start.toISOString(),
    enrolmentEndsAt: day(14).toISOString(),
    trackingEndsAt: day(24).toISOString(),
    arms: { variant: { live: { version: 1 } } },
  })
  expect(await place.shown(variantId)).toEqual(variantContent())
  const planned = { revision: test.revision, smallestEffect: 0.2 }
  expect(await changeAbTest(writer, change, testId, planned)).toMatchObject({
    kind: "ab_test_state",
    sentence: "The test is enrolling by now; only one that is a draft can be planned anew.",
  })
  expect(await changeAbTest(writer, change, testId, { revision: test.revision, name: "Renamed" })).toEqual({
    kind: "changed",
  })
  expect((await place.read()).name).toBe("Renamed")
})

test("a test whose arms say the same, or whose variant has a fault, does not start", async () => {
  const place = await testIn("draft")
  const { change, testId, variantId } = place
  await edit(place, variantId, starterFlow())
  expect(await startAbTest(writer, change, testId)).toEqual({ kind: "arms_alike" })
  await edit(place, variantId, { ...starterFlow(), steps: [] })
  expect(await startAbTest(writer, change, testId)).toMatchObject({ kind: "has_faults" })
  expect((await place.read()).state).toBe("draft")
  // one that was published before the test started is not published again
  const revision = await edit(place, variantId, variantContent())
  expect(await publishDraft(writer, change, variantId, { revision, note: null })).toMatchObject({
    kind: "published",
  })
  expect(await startAbTest(writer, change, testId)).toEqual({ kind: "changed" })
  expect((await place.read()).arms.variant.live?.version).toBe(1)
})

test("a plan is changed while the test is a draft, by whoever has seen the last one", async () => {
  const place = await testIn("draft")
  const { change, testId } = place
  const before = await place.read()
  const asked = { revision: before.revision, smallestEffect: 0.05, trackingDays: 20 }
  expect(await changeAbTest(writer, change, testId, asked)).toEqual({ kind: "changed" })
  const after = await place.read()
  expect(after.plan).toEqual({ ...before.plan, smallestEffect: 0.05, trackingDays: 20 })
  expect(after.customersPerArm).toBeGreaterThan(3 * before.customersPerArm)
  expect(await changeAbTest(writer, change, testId, { ...asked, smallestEffect: 0.2 })).toEqual({
    kind: "ab_test_changed",
    abTest: { id: testId, name: "A test", state: "draft" },
  })
  expect(await changeAbTest(writer, change, testId, { revision: after.revision, enrolmentDays: 3 })).toEqual({
    kind: "invalid",
    sentence: "enrolmentDays is 3; it takes 7 to 120.",
  })
  expect((await auditOf(place))["ab-test.changed"]).toMatchObject({
    detail: {
      before: { smallestEffect: 0.1, trackingDays: 10 },
      after: { smallestEffect: 0.05, trackingDays: 20 },
    },
  })
})

test("a pause is added to the enrolment, and nothing else ends it", async () => {
  const place = await testIn("enrolling")
  const { testId } = place
  await pauseAbTest(writer, place.later(4), testId)
  expect(await place.read(day(100))).toMatchObject({ state: "paused", enrolmentEndsAt: null })
  // by the name of the contract, which knows no other
  await startAbTest(writer, place.later(100), testId)
  expect(await place.read(day(100))).toMatchObject({
    state: "enrolling",
    enrolmentEndsAt: day(110).toISOString(),
    trackingEndsAt: day(120).toISOString(),
  })
  await pauseAbTest(writer, place.later(101), testId)
  await resumeAbTest(writer, place.later(102), testId)
  const { steps, enrolmentEndsAt } = await place.read(day(102))
  expect(enrolmentEndsAt).toBe(day(111).toISOString())
  expect(steps.map(({ step }) => step)).toEqual([
    ...["created", "started", "paused", "resumed", "paused", "resumed"],
  ])
})

test("what cannot be done in a state is refused with the state, and changes nothing", async () => {
  const moves = {
    start: startAbTest,
    pause: pauseAbTest,
    resume: resumeAbTest,
    complete: completeAbTest,
    winner: (...to: Parameters<typeof startAbTest>) => chooseWinner(...to, { arm: "control", note: null }),
    abandon: abandonAbTest,
  }
  const allowed: Record<string, (keyof typeof moves)[]> = {
    draft: ["start", "abandon"],
    enrolling: ["pause", "complete", "abandon"],
    paused: ["start", "resume", "complete", "abandon"],
    tracking: ["complete", "abandon"],
    awaiting_decision: ["winner", "abandon"],
    completed: [],
    abandoned: [],
  }
  const made: Record<string, () => Promise<[Place, FlowChange]>> = {
    draft: async () => at(await testIn("draft")),
    enrolling: async () => at(await testIn("enrolling")),
    paused: async () => at(await testIn("paused")),
    tracking: async () => at(await testIn("enrolling"), 15),
    awaiting_decision: async () => at(await testIn("enrolling"), 30),
    completed: async () => {
      const place = await testIn("awaiting_decision")
      await chooseWinner(writer, place.change, place.testId, { arm: "control", note: null })
      return at(place)
    },
    abandoned: async () => {
      const place = await testIn("draft")
      await abandonAbTest(writer, place.change, place.testId)
      return at(place)
    },
  }
  const at = (place: Place, days = 0): [Place, FlowChange] => [place, place.later(days)]
  for (const [state, make] of Object.entries(made)) {
    for (const [name, move] of Object.entries(moves)) {
      if (allowed[state]?.includes(name as keyof typeof moves)) continue
      const [place, change] = await make()
      const before = await place.read(change.now)
      expect(await move(writer, change, place.testId)).toEqual({
        kind: "ab_test_state",
        abTest: { id: place.testId, name: "A test", state },
        sentence: expect.stringMatching(
          /^The test is [a-z ]+ by now; only one that is [a-z ]+ can be [a-z ]+\.$/,
        ),
      })
      expect([state, name, await place.read(change.now)]).toEqual([state, name, before])
    }
  }
  const change = await begin()
  expect(await startAbTest(writer, change, "x")).toEqual({ kind: "ab_test_not_found" })
})

test("of two who do the same at once, one does it and the other is told", async () => {
  for (const [state, move] of [
    ["draft", startAbTest],
    ["enrolling", pauseAbTest],
    ["paused", resumeAbTest],
    ["enrolling", completeAbTest],
    ["enrolling", abandonAbTest],
  ] as const) {
    const { change, testId } = await testIn(state)
    const done = await Promise.all([1, 2, 3].map(() => move(writer, change, testId)))
    expect(done.map(({ kind }) => kind).toSorted()).toEqual(["ab_test_state", "ab_test_state", "changed"])
  }
  const { change, testId } = await testIn("awaiting_decision")
  const arms = ["control", "variant", "control"] as const
  const chosen = await Promise.all(
    arms.map((arm) => chooseWinner(writer, change, testId, { arm, note: null })),
  )
  expect(chosen.map(({ kind }) => kind).toSorted()).toEqual(["ab_test_state", "ab_test_state", "changed"])
})

test("publications, archives and moves at the same time never wait for each other in a circle", async () => {
  for (let round = 0; round < 5; round++) {
    const place = await testIn("enrolling")
    const { change, testId, controlId, variantId, segmentId } = place
    const revision = await edit(place, variantId, { ...starterFlow(), pauseCooldown: 7 })
    const asked = { revision, note: null, endAbTest: true }
    const all = await Promise.all([
      publishDraft(writer, change, variantId, asked),
      archiveFlow(writer, change, controlId, true),
      abandonAbTest(writer, change, testId),
      changeSegment(writer, change, segmentId, { enabled: false, endAbTest: true }),
      pauseAbTest(writer, change, testId),
    ])
    expect(all).toHaveLength(5)
    expect((await place.read()).state).toBe("abandoned")
  }
})

test("time moves a test on, is written down once, and says when it happened", async () => {
  const place = await testIn("enrolling")
  const { workspaceId } = place.change
  expect(await advanceAbTests(database.db, workspaceId, day(13))).toBe(0)
  // nobody had run for half a year
  const before = await place.read(day(180))
  expect(before.state).toBe("awaiting_decision")
  expect(await advanceAbTests(database.db, workspaceId, day(180))).toBe(1)
  expect(await advanceAbTests(database.db, workspaceId, day(180))).toBe(0)
  expect(await place.read(day(180))).toEqual(before)
  expect(before.steps.slice(-2)).toEqual([
    { step: "enrolment_ended", at: day(14).toISOString(), by: null },
    { step: "tracking_ended", at: day(24).toISOString(), by: null },
  ])
  expect((await auditOf(place))["ab-test.tracking-ended"]).toEqual({
    ...{ actor_name: "advance-ab-tests", target_name: "A test" },
    detail: { before: { state: "enrolling" }, after: { state: "awaiting_decision" } },
  })
  await chooseWinner(writer, place.later(181), place.testId, { arm: "control", note: null })
  expect((await place.read(day(181))).steps.map(({ step }) => step)).toEqual([
    ...["created", "started", "enrolment_ended", "tracking_ended", "completed"],
  ])
})

test("somebody who acts before the job does writes down what time did as well", async () => {
  const place = await testIn("enrolling")
  await completeAbTest(writer, place.later(15), place.testId)
  const { state, steps } = await place.read(day(15))
  expect([state, steps.map(({ step }) => step)]).toEqual([
    "awaiting_decision",
    ["created", "started", "enrolment_ended", "ended_early"],
  ])
  expect(Object.keys(await auditOf(place)).toSorted()).toEqual([
    ...["ab-test.created", "ab-test.ended-early", "ab-test.enrolment-ended", "ab-test.started"],
  ])
})

test("the variant that wins is the next version of the segment's flow, as its customers saw it", async () => {
  const place = await testIn("awaiting_decision")
  const { change, testId, controlId, variantId } = place
  // somebody had begun to edit the segment's flow, and saw its first version as live
  const revision = await edit(place, controlId, { ...starterFlow(), discountCooldown: 9 })
  // and somebody else edited the variant after its test, which no customer of it saw
  await edit(place, variantId, { ...starterFlow(), discountCooldown: 3 })
  expect(await chooseWinner(writer, change, testId, { arm: "variant", note: "Longer pauses" })).toEqual({
    kind: "changed",
  })
  expect(await place.shown(controlId)).toEqual(variantContent())
  const flows = await listFlows(database.db, { workspaceId: change.workspaceId, mode: "live", now: start })
  expect(
    flows.map(({ id, arm, abTest, live, archivedAt }) => [id, arm, abTest, live?.version, archivedAt]),
  ).toEqual([
    [expect.any(String), null, null, 1, null],
    [controlId, null, null, 2, null],
    [variantId, "variant", null, 1, start.toISOString()],
  ])
  expect(await place.read()).toMatchObject({ state: "completed", winner: "variant" })
  // what they edit is still there, and is not published over what is live now unseen
  expect(await publishDraft(writer, change, controlId, { revision, note: null })).toMatchObject({
    kind: "draft_changed",
    draft: { content: { discountCooldown: 9 } },
  })
  expect((await auditOf(place))["ab-test.completed"]).toMatchObject({
    detail: {
      before: { state: "awaiting_decision" },
      after: { state: "completed" },
      ...{ winner: "variant", note: "Longer pauses", version: 2 },
    },
  })
  expect(await unarchiveFlow(writer, change, variantId)).toEqual({ kind: "variant_of_test" })
  // another test can follow
  const next = { segmentId: place.segmentId, name: "Next", baselineRate: 0.4, smallestEffect: 0.1 }
  expect(await createAbTest(writer, change, { ...next, enrolmentDays: 7 })).toMatchObject({ kind: "created" })
})

test("the control that wins stays as it is", async () => {
  const place = await testIn("awaiting_decision")
  const { change, testId, controlId } = place
  await chooseWinner(writer, change, testId, { arm: "control", note: null })
  const { arms, winner } = await place.read()
  expect([arms.control.live?.version, winner]).toEqual([1, "control"])
  expect(await place.shown(controlId)).toEqual(starterFlow())
})

test("publishing in either arm is refused while customers come in, unless it ends the test", async () => {
  for (const state of ["enrolling", "paused"] as const) {
    const place = await testIn(state)
    const { change, testId, controlId, variantId } = place
    for (const flowId of [variantId, controlId]) {
      const revision = await edit(place, flowId, { ...starterFlow(), pauseCooldown: 7 })
      expect(await publishDraft(writer, change, flowId, { revision, note: null })).toEqual({
        kind: "ab_test_runs",
        abTest: { id: testId, name: "A test", state },
        sentence: `The A/B test "A test" is ${state}. End it with this (endAbTest), or leave the flow as it is.`,
      })
    }
    const { arms } = await place.read()
    expect([arms.control.live?.version, arms.variant.live?.version]).toEqual([1, 1])
    const revision = await edit(place, controlId, { ...starterFlow(), pauseCooldown: 8 })
    const asked = { revision, note: null, endAbTest: true }
    expect(await publishDraft(writer, change, controlId, asked)).toMatchObject({
      kind: "published",
      version: 2,
    })
    expect(await place.read()).toMatchObject({
      state: "awaiting_decision",
      arms: { control: { live: { version: 2 } } },
    })
  }
})

test("faults and nothing to publish are told before anything is ended", async () => {
  const place = await testIn("enrolling")
  const { change, controlId } = place
  const revision = await edit(place, controlId, { ...starterFlow(), steps: [] })
  const asked = { note: null, endAbTest: true }
  expect(await publishDraft(writer, change, controlId, { ...asked, revision })).toMatchObject({
    kind: "has_faults",
  })
  await discardDraft(writer, change, controlId, revision)
  const same = { ...asked, revision: revision + 1 }
  expect(await publishDraft(writer, change, controlId, same)).toEqual({ kind: "nothing_to_publish" })
  expect((await place.read()).state).toBe("enrolling")
})

test("publishing while a test only tracks disturbs nobody's assignment, and is taken", async () => {
  const place = await testIn("enrolling")
  const revision = await edit(place, place.controlId, { ...starterFlow(), pauseCooldown: 7 })
  const asked = { revision, note: null }
  expect(await publishDraft(writer, place.later(15), place.controlId, asked)).toMatchObject({
    kind: "published",
  })
  expect((await place.read(day(15))).state).toBe("tracking")
})

test("a segment with a running test is not turned off, nor its flow archived, unless that ends it", async () => {
  const place = await testIn("enrolling")
  const { change, testId, controlId, variantId, segmentId } = place
  const inTheWay = { kind: "ab_test_runs", abTest: { id: testId, state: "enrolling" } }
  expect(await changeSegment(writer, change, segmentId, { enabled: false })).toMatchObject(inTheWay)
  expect(await archiveFlow(writer, change, controlId)).toMatchObject(inTheWay)
  expect(await archiveFlow(writer, change, variantId, true)).toEqual({ kind: "variant_of_test" })
  // whatever else is changed of a segment is
  expect(await changeSegment(writer, change, segmentId, { name: "Renamed" })).toMatchObject({
    kind: "changed",
  })
  const off = { enabled: false, endAbTest: true }
  expect(await changeSegment(writer, change, segmentId, off)).toMatchObject({ kind: "changed" })
  expect(await place.read()).toMatchObject({
    state: "awaiting_decision",
    segment: { name: "Renamed", enabled: false },
  })
  expect(await archiveFlow(writer, change, controlId)).toMatchObject({ kind: "ab_test_runs" })
  expect(await archiveFlow(writer, change, controlId, true)).toEqual({ kind: "archived" })
  expect((await place.read()).state).toBe("abandoned")
  const flows = await listFlows(database.db, { workspaceId: change.workspaceId, mode: "live", now: start })
  expect(flows.map(({ arm, archivedAt }) => [arm, archivedAt !== null])).toEqual([
    [null, false],
    ...[expect.anything(), expect.anything()],
  ])
  expect(await unarchiveFlow(writer, change, controlId)).toEqual({ kind: "unarchived" })
})

test("what people do with a test is in the audit log with what was before and after", async () => {
  const place = await testIn("paused")
  const { change, testId } = place
  await resumeAbTest(writer, change, testId)
  await abandonAbTest(writer, change, testId)
  const states = (before: string, after: string) => ({ before: { state: before }, after: { state: after } })
  const by = { actor_name: "ada@example.com", target_name: "A test" }
  expect(await auditOf(place)).toEqual({
    "ab-test.created": { ...by, detail: expect.objectContaining({ segmentId: place.segmentId }) },
    "ab-test.started": { ...by, detail: expect.objectContaining(states("draft", "enrolling")) },
    "ab-test.paused": { ...by, detail: states("enrolling", "paused") },
    "ab-test.resumed": { ...by, detail: states("paused", "enrolling") },
    "ab-test.abandoned": { ...by, detail: states("enrolling", "abandoned") },
  })
})
