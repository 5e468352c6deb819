import { randomUUID } from "node:crypto"
import { assignArm } from "@holdfast/protocol/flow"
import { afterAll, beforeAll, expect, test } from "vitest"
import { listAbTests } from "../flow/ab-test/list-ab-tests.ts"
import { readMetrics } from "../flow/ab-test/read-metrics.ts"
import { listFlows } from "../flow/list/list-flows.ts"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { seedDemo } from "./seed-demo.ts"

const workspaceId = randomUUID()
const now = new Date("2026-11-23T10:00:00Z")
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await seedDemo(database, workspaceId, { now })
})
afterAll(() => database.close())

const sessions = () =>
  database.db
    .selectFrom("session")
    .select(["id", "mode", "customer_id", "segment_id", "blueprint_id", "abtest", "abtest_arm", "created_at"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("created_at")
    .orderBy("id")
    .execute()
const storedTest = () =>
  database.db
    .selectFrom("ab_test")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow()

test("every session of a test belongs to the one that there is, in the arm and the version of its customer", async () => {
  const { id, segment_id, control_blueprint_id, variant_blueprint_id, started_at } = await storedTest()
  const tested = (await sessions()).filter(({ abtest, abtest_arm }) => abtest !== null || abtest_arm !== null)
  expect(tested.length).toBeGreaterThan(10)
  expect(new Set(tested.map(({ abtest_arm }) => abtest_arm))).toEqual(new Set(["control", "variant"]))
  for (const session of tested) {
    const arm = assignArm(id, session.customer_id ?? "")
    expect(session).toMatchObject({
      abtest: id,
      abtest_arm: arm,
      segment_id,
      blueprint_id: arm === "control" ? control_blueprint_id : variant_blueprint_id,
    })
    expect(session.created_at.getTime()).toBeGreaterThanOrEqual(started_at?.getTime() ?? Number.NaN)
  }
})

test("whoever has a session in the test came into it by the first one", async () => {
  const first = new Map<string, object>()
  for (const { id, mode, customer_id, abtest, abtest_arm, created_at } of await sessions()) {
    const key = `${mode} ${customer_id}`
    if (abtest === null || first.has(key)) continue
    first.set(key, { session_id: id, mode, customer_id, arm: abtest_arm, at: created_at })
  }
  const exposures = await database.db
    .selectFrom("ab_test_exposure")
    .select(["session_id", "mode", "customer_id", "arm", "at"])
    .where("workspace_id", "=", workspaceId)
    .orderBy("at")
    .orderBy("session_id")
    .execute()
  expect(exposures).toEqual([...first.values()])
})

test("the pages tell of a test that ended with its variant as the flow's second version", async () => {
  const { db } = database
  const [told, ...others] = await listAbTests(db, workspaceId, now)
  expect(others).toEqual([])
  expect(told).toMatchObject({
    state: "completed",
    winner: "variant",
    segment: { name: "Long-time customers" },
  })
  expect(told?.steps.map(({ step }) => step)).toEqual([
    "created",
    "started",
    "enrolment_ended",
    "tracking_ended",
    "completed",
  ])
  const times = told?.steps.map(({ at }) => at) ?? []
  expect(times).toEqual(times.toSorted())

  const metrics = await readMetrics(db, { workspaceId, mode: "live", now }, told?.id ?? "")
  const tested = (await sessions()).filter(({ abtest, mode }) => abtest !== null && mode === "live")
  for (const arm of ["control", "variant"] as const) {
    const mine = tested.filter(({ abtest_arm }) => abtest_arm === arm)
    expect(metrics?.arms[arm].sessions).toBe(mine.length)
    expect(metrics?.arms[arm].exposed).toBe(new Set(mine.map(({ customer_id }) => customer_id)).size)
    expect(metrics?.arms[arm].customers).toBeGreaterThan(0)
  }

  const flows = await listFlows(db, { workspaceId, mode: "live", now })
  const ofSegment = flows.filter(({ name }) => name === "Long-time customers")
  const [control, variant] = ofSegment
  expect(ofSegment).toHaveLength(2)
  expect(control).toMatchObject({ arm: null, archivedAt: null, live: { version: 2 } })
  expect(variant).toMatchObject({ arm: "variant", archivedAt: told?.steps.at(-1)?.at })
})
