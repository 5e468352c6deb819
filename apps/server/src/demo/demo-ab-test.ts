import { assignArm, type Blueprint } from "@holdfast/protocol/flow"
import type { Insertable } from "kysely"
import type { Db } from "../db/database.ts"
import type { StoredStep, Tables } from "../db/schema.ts"
import type { Exposure } from "../flow/ab-test/choose-arm.ts"
import { planColumns, planOf } from "../flow/ab-test/plan-of.ts"
import { trackingEndsAt } from "../flow/ab-test/state-at.ts"
import type { WorkspaceFlows } from "../flow/workspace-flows.ts"
import { writeBlueprints } from "../flow/write-blueprints.ts"
import { demoId } from "./demo-flows.ts"
import type { DemoSession } from "./demo-session.ts"
import { dayMs } from "./rhythm.ts"

/** A test of a segment's flow that was run to its end, and whose variant became the flow's second version. */
export interface DemoAbTest {
  id: string
  segmentId: string
  control: Blueprint
  /** The only version of the variant's flow, which is archived since. */
  variant: Blueprint
  startedAt: Date
  enrolmentEndsAt: Date
  trackingEndsAt: Date
  completedAt: Date
}

const segment = "Long-time customers"
const plan = { baselineRate: 0.4, smallestEffect: 0.3, enrolmentDays: 120, trackingDays: 30 }

/** The test that the demo merchant ran before long-time customers were offered more. */
export function demoAbTest(workspaceId: string, { blueprints }: WorkspaceFlows): DemoAbTest {
  const [control, winner] = blueprints.filter(({ name }) => name === segment)
  if (!control?.segmentId || !winner) throw new Error(`The flow of ${segment} has not two versions`)
  const completedAt = new Date(winner.publishedAt)
  // somebody looks at the numbers for two days before they decide
  const startedAt = before(completedAt, plan.enrolmentDays + plan.trackingDays + 2)
  const enrolmentEndsAt = before(startedAt, -plan.enrolmentDays)
  return {
    id: demoId(workspaceId, "A/B test"),
    segmentId: control.segmentId,
    control,
    variant: {
      ...winner,
      id: demoId(workspaceId, "blueprint of the variant"),
      flowId: demoId(workspaceId, "flow of the variant"),
      version: 1,
      publishedAt: startedAt.toISOString(),
    },
    startedAt,
    enrolmentEndsAt,
    trackingEndsAt: trackingEndsAt(enrolmentEndsAt, plan.trackingDays),
    completedAt,
  }
}

const before = (time: Date, days: number) => new Date(time.getTime() - days * dayMs)

export interface InTest extends Exposure {
  blueprint: Blueprint
}

/**
 * Which arm one customer sees, from session to session in order of time: while the test enrols, the one that follows from
 * their id; while it tracks, the one that they came into before. null outside of the test.
 */
export function armOfCustomer(test: DemoAbTest | null) {
  let isIn = false
  return (customerId: string | null, segmentId: string | null, at: number): InTest | null => {
    if (!test || customerId === null || segmentId !== test.segmentId) return null
    if (at < test.startedAt.getTime() || at >= test.trackingEndsAt.getTime()) return null
    if (at < test.enrolmentEndsAt.getTime()) isIn = true
    if (!isIn) return null
    const arm = assignArm(test.id, customerId)
    return { testId: test.id, arm, blueprint: test[arm] }
  }
}

/**
 * Writes the test, its variant, and who came into it.
 * @param sessions all of the demo, in order of time
 */
export async function writeDemoAbTest(
  trx: Db,
  workspaceId: string,
  test: DemoAbTest,
  sessions: readonly DemoSession[],
): Promise<void> {
  const { id, segmentId, control, variant, startedAt } = test
  const planned = planOf(plan)
  if (planned.kind !== "plan")
    throw new Error(`The demo's test cannot be planned: ${JSON.stringify(planned)}`)
  const createdAt = before(startedAt, 3)
  await trx
    .insertInto("flow")
    .values({
      ...{ workspace_id: workspaceId, id: variant.flowId, segment_id: segmentId, arm: "variant" },
      ...{ name: variant.name, created_at: createdAt, archived_at: test.completedAt },
    })
    .execute()
  await writeBlueprints(trx, workspaceId, [{ ...variant, publishedBy: null, note: null }])
  const step = (name: StoredStep["step"], at: Date): StoredStep => ({
    step: name,
    at: at.toISOString(),
    by: null,
  })
  const steps = [
    step("created", createdAt),
    step("started", startedAt),
    step("enrolment_ended", test.enrolmentEndsAt),
    step("tracking_ended", test.trackingEndsAt),
    step("completed", test.completedAt),
  ]
  await trx
    .insertInto("ab_test")
    .values({
      ...{ workspace_id: workspaceId, id, name: "25% off instead of 20%", segment_id: segmentId },
      ...{ control_flow_id: control.flowId, variant_flow_id: variant.flowId },
      ...{ state: "completed", winner: "variant", revision: steps.length, ...planColumns(planned) },
      ...{ created_at: createdAt, started_at: startedAt, enrolment_ends_at: test.enrolmentEndsAt },
      ...{ numbers_end_at: test.trackingEndsAt },
      ...{ control_blueprint_id: control.id, variant_blueprint_id: variant.id },
      steps: JSON.stringify(steps),
    })
    .execute()
  const exposures = firstInTest(test, sessions)
  if (exposures.length > 0) await trx.insertInto("ab_test_exposure").values(exposures).execute()
}

/** Each customer's first session in the test. */
function firstInTest(
  { id }: DemoAbTest,
  sessions: readonly DemoSession[],
): Insertable<Tables["ab_test_exposure"]>[] {
  const first = new Map<string, Insertable<Tables["ab_test_exposure"]>>()
  for (const {
    workspace_id,
    id: session_id,
    mode,
    customer_id,
    abtest,
    abtest_arm: arm,
    created_at,
  } of sessions) {
    const key = JSON.stringify([mode, customer_id])
    if (abtest !== id || !customer_id || !arm || first.has(key)) continue
    first.set(key, { workspace_id, test_id: id, mode, customer_id, arm, session_id, at: created_at })
  }
  return [...first.values()]
}
