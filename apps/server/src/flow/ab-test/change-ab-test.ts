import type { AbTestChange, AbTestPlan } from "@holdfast/protocol/dashboard"
import type { AbTestInBrief } from "@holdfast/protocol/flow"
import type { FlowChange, FlowWriter } from "../edit/flow-change.ts"
import {
  changingAbTest,
  inBrief,
  recordTestAudit,
  type StateRefusal,
  stateRefusal,
  writePassed,
} from "./ab-test-change.ts"
import { type PlanRefusal, planColumns, planOf } from "./plan-of.ts"
import type { StoredTest } from "./test-at.ts"

type Changed =
  | { kind: "changed" }
  | { kind: "ab_test_changed"; abTest: AbTestInBrief }
  | StateRefusal
  | PlanRefusal

/** Renames a test, or plans one anew that has not started. What is left out stays. */
export const changeAbTest = (
  writer: FlowWriter,
  change: FlowChange,
  testId: string,
  { revision, name, ...asked }: AbTestChange,
) =>
  changingAbTest<Changed>(writer, change, testId, async (trx, { test }) => {
    const { workspaceId, now } = change
    if (test.revision !== revision) return { kind: "ab_test_changed", abTest: inBrief(test) }
    const isPlanned = Object.keys(asked).length > 0
    const refusal = isPlanned ? stateRefusal(test, "planned anew", ["draft"]) : null
    if (refusal) return refusal
    const before = planIn(test)
    const planned = planOf({ ...before, ...asked })
    if (isPlanned && planned.kind !== "plan") return planned
    const after = planned.kind === "plan" ? planned.plan : before
    const changed = differing({ name: test.name, ...before }, { name: name ?? test.name, ...after })
    if (!changed) return { kind: "changed" }
    await writePassed(trx, workspaceId, test, now)
    await trx
      .updateTable("ab_test")
      .set({
        name: name ?? test.name,
        revision: test.revision + 1,
        ...(isPlanned && planned.kind === "plan" && planColumns(planned)),
      })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", test.id)
      .execute()
    await recordTestAudit(trx, change, "ab-test.changed", { id: test.id, name: name ?? test.name }, changed)
    return { kind: "changed" }
  })

export const planIn = (test: StoredTest): AbTestPlan => ({
  metric: test.metric,
  baselineRate: test.baseline_rate,
  smallestEffect: test.smallest_effect,
  confidence: test.confidence,
  enrolmentDays: test.enrolment_days,
  trackingDays: test.tracking_days,
})

/** What is another one now, before and after; null where nothing is. */
function differing(before: Record<string, unknown>, after: Record<string, unknown>) {
  const names = Object.keys(before).filter((name) => before[name] !== after[name])
  const pick = (of: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, of[name]]))
  return names.length === 0 ? null : { before: pick(before), after: pick(after) }
}
