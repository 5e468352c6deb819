import type { AbTestInBrief, AbTestState } from "@holdfast/protocol/flow"
import type { Updateable } from "kysely"
import { type Actor, recordAudit } from "../../account/audit/record-audit.ts"
import type { Db } from "../../db/database.ts"
import type { AbTestRow, StoredStep } from "../../db/schema.ts"
import {
  type FlowChange,
  type FlowRefusal,
  type FlowWriter,
  type LockedFlow,
  lockFlow,
  personIdOf,
} from "../edit/flow-change.ts"
import { type StoredTest, testAt } from "./test-at.ts"

/** A test that is changed, as it is by now, with the flows of its arms: nobody else changes any of them meanwhile. */
export interface LockedTest {
  test: StoredTest
  control: LockedFlow
  variant: LockedFlow
}

/** What cannot be done in the state in which a test is. */
export interface StateRefusal {
  kind: "ab_test_state"
  abTest: AbTestInBrief
  sentence: string
}

export const inBrief = ({ id, name, state }: Pick<StoredTest, "id" | "name" | "state">): AbTestInBrief => ({
  id,
  name,
  state,
})

/**
 * A transaction in which a test is changed. Whoever holds rows of flows and a test takes them in this order: the control, the
 * variant, the test; so nobody waits in a circle. Where the result's kind is `changed`, open editors are told after the commit.
 */
export async function changingAbTest<T extends { kind: string }>(
  { db, announce }: FlowWriter,
  { workspaceId, now }: FlowChange,
  testId: string,
  work: (trx: Db, locked: LockedTest) => Promise<T>,
): Promise<T | FlowRefusal<"ab_test_not_found">> {
  let flowIds: string[] = []
  const result = await db.transaction().execute(async (trx) => {
    const missing = { kind: "ab_test_not_found" } as const
    const found = await trx
      .selectFrom("ab_test")
      .select(["control_flow_id", "variant_flow_id"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", testId)
      .executeTakeFirst()
    if (!found) return missing
    flowIds = [found.control_flow_id, found.variant_flow_id]
    const control = await lockFlow(trx, workspaceId, found.control_flow_id)
    const variant = await lockFlow(trx, workspaceId, found.variant_flow_id)
    const test = await lockTest(trx, workspaceId, testId)
    return control && variant && test ? work(trx, { test: testAt(test, now), control, variant }) : missing
  })
  if (result.kind === "changed") for (const flowId of flowIds) announce(workspaceId, flowId)
  return result
}

/** Holds the test's row, and answers it as it was written down. */
export const lockTest = (trx: Db, workspaceId: string, testId: string): Promise<StoredTest | undefined> =>
  trx
    .selectFrom("ab_test")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", testId)
    .forUpdate()
    .executeTakeFirst()

/** The test of a segment that is not over, held and as it is by now. */
export async function lockTestOf(
  trx: Db,
  { workspaceId, now }: FlowChange,
  segmentId: string,
): Promise<StoredTest | null> {
  const test = await trx
    .selectFrom("ab_test")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("segment_id", "=", segmentId)
    .where("state", "not in", ["completed", "abandoned"])
    .forUpdate()
    .executeTakeFirst()
  return test ? testAt(test, now) : null
}

type StepOfPeople = Exclude<StoredStep["step"], "created" | "enrolment_ended" | "tracking_ended">

const auditActions = {
  started: "ab-test.started",
  paused: "ab-test.paused",
  resumed: "ab-test.resumed",
  ended_early: "ab-test.ended-early",
  completed: "ab-test.completed",
  abandoned: "ab-test.abandoned",
} as const satisfies Record<StepOfPeople, string>

/** What a step changes of a test, and what the audit log says of it beside the states. */
interface NewStep {
  step: StepOfPeople
  state: AbTestState
  set?: Updateable<AbTestRow>
  detail?: Record<string, unknown>
}

/** Writes a step that somebody takes, with those that time took before it. */
export async function takeStep(
  trx: Db,
  change: FlowChange,
  test: StoredTest,
  { step, state, set = {}, detail = {} }: NewStep,
): Promise<void> {
  const { workspaceId, actor, now } = change
  await writePassed(trx, workspaceId, test, now)
  const taken: StoredStep = { step, at: now.toISOString(), by: personIdOf(change) }
  await trx
    .updateTable("ab_test")
    .set({
      ...set,
      state,
      revision: test.revision + 1,
      steps: JSON.stringify([...test.steps, taken]),
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", test.id)
    .execute()
  const told = { before: { state: test.state }, after: { state }, ...detail }
  await recordTestAudit(trx, { ...change, actor }, auditActions[step], test, told)
}

const timeActor: Actor = { kind: "job", name: "advance-ab-tests" }

/**
 * Writes down what time did to a test that is held.
 * @param test as it is by now
 * @returns whether there was anything
 */
export async function writePassed(
  trx: Db,
  workspaceId: string,
  test: StoredTest,
  now: Date,
): Promise<boolean> {
  const stored = await lockTest(trx, workspaceId, test.id)
  const passed = stored ? test.steps.slice(stored.steps.length) : []
  if (!stored || passed.length === 0) return false
  await trx
    .updateTable("ab_test")
    .set({
      state: test.state,
      revision: test.revision,
      steps: JSON.stringify(test.steps),
      numbers_end_at: test.numbers_end_at,
    })
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", test.id)
    .execute()
  const change = { workspaceId, actor: timeActor, now }
  const isOver = test.state === "awaiting_decision"
  await recordTestAudit(trx, change, isOver ? "ab-test.tracking-ended" : "ab-test.enrolment-ended", test, {
    before: { state: stored.state },
    after: { state: test.state },
  })
  return true
}

type TestAction = Extract<Parameters<typeof recordAudit>[1]["action"], `ab-test.${string}`>

/** In the transaction of the change. */
export const recordTestAudit = (
  trx: Db,
  { workspaceId, actor, now: at }: FlowChange,
  action: TestAction,
  { id, name }: Pick<StoredTest, "id" | "name">,
  detail: Record<string, unknown>,
) => recordAudit(trx, { workspaceId, actor, action, target: { kind: "ab-test", id, name }, detail, at })

/** Follows "the test is". */
export const stateWords: Readonly<Record<AbTestState, string>> = {
  draft: "a draft",
  enrolling: "enrolling",
  paused: "paused",
  tracking: "tracking",
  awaiting_decision: "awaiting a decision",
  completed: "completed",
  abandoned: "abandoned",
}

/** @param can what can be done to tests in other states: `paused` */
export function stateRefusal(
  test: StoredTest,
  can: string,
  allowed: readonly AbTestState[],
): StateRefusal | null {
  if (allowed.includes(test.state)) return null
  const states = allowed.map((state) => stateWords[state]).join(" or ")
  return {
    kind: "ab_test_state",
    abTest: inBrief(test),
    sentence: `The test is ${stateWords[test.state]} by now; only one that is ${states} can be ${can}.`,
  }
}
