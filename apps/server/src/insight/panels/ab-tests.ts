import {
  type ArmFigures,
  abTestEndOf,
  mostRunningTests,
  type RunningTest,
} from "@holdfast/protocol/dashboard"
import type { FlowArm } from "@holdfast/protocol/flow"
import { inBrief } from "../../flow/ab-test/ab-test-change.ts"
import { countOutcomes } from "../../flow/ab-test/count-outcomes.ts"
import { type StoredTest, testAt } from "../../flow/ab-test/test-at.ts"
import { countTablesAt } from "../../session/count/tables/count-tables.ts"
import { type Beside, panel } from "../panel.ts"

/** What the A/B tests that run, or await a decision, say so far, as their own pages do: the newest first. */
export const abTests = panel({
  tables: () => ({}),
  answer: async (_now, _before, beside): Promise<RunningTest[]> => {
    const { moment, filter, asOf } = beside
    const rows = await moment
      .selectFrom("ab_test")
      .selectAll()
      .where("workspace_id", "=", filter.workspaceId)
      .where("state", "not in", ["draft", "completed", "abandoned"])
      .orderBy("started_at", "desc")
      .orderBy("id")
      .limit(mostRunningTests)
      .execute()
    if (rows.length === 0) return []
    const sessionsOf = await countSessions(
      beside,
      rows.map(({ id }) => id),
    )
    const tests: RunningTest[] = []
    for (const row of rows) {
      if (row.started_at === null) continue
      const test = testAt(row, asOf)
      tests.push({
        ...inBrief(test),
        startedAt: row.started_at.toISOString(),
        customersPerArm: test.customers_per_arm,
        confidence: test.confidence,
        end: abTestEndOf({ state: test.state, steps: test.steps.map((step) => ({ ...step, by: null })) }),
        arms: await countArms(beside, test, sessionsOf),
      })
    }
    return tests
  },
})

type CountOfArm = (testId: string, arm: FlowArm) => number

/** All tests' sessions in one walk, bounced and open ones too, as the list behind an arm has them. */
async function countSessions(
  { moment, filter: { workspaceId, mode }, timeZone }: Beside,
  ids: readonly string[],
): Promise<CountOfArm> {
  const by = { arms: { by: ["abtest", "abtestArm"] } } as const
  const { arms } = await countTablesAt(moment, { workspaceId, mode, is: { abtest: ids } }, by, timeZone)
  return (testId, arm) => arms.find(({ values: [test, side] }) => test === testId && side === arm)?.count ?? 0
}

async function countArms(
  { moment, filter: { workspaceId, mode } }: Beside,
  test: StoredTest,
  sessionsOf: CountOfArm,
): Promise<RunningTest["arms"]> {
  const counts = await countOutcomes(moment, workspaceId, test, mode)
  const armOf = (arm: FlowArm): ArmFigures => {
    const { exposed, customers, saved, canceled } = counts[arm]
    return { exposed, customers, saved, canceled, sessions: sessionsOf(test.id, arm) }
  }
  return { control: armOf("control"), variant: armOf("variant") }
}
