import type { RunningTest } from "@holdfast/protocol/dashboard"
import { abTestEndOf } from "@holdfast/protocol/dashboard"
import type { FlowArm } from "@holdfast/protocol/flow"
import { inBrief } from "../../flow/ab-test/ab-test-change.ts"
import { countOutcomes } from "../../flow/ab-test/count-outcomes.ts"
import { type StoredTest, testAt } from "../../flow/ab-test/test-at.ts"
import { type Beside, panel } from "../panel.ts"
import { rateOf } from "../rate.ts"

/** Each is counted by itself; a workspace with more of them finds the others on the page Flows. */
const mostTests = 10

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
      .limit(mostTests)
      .execute()
    const tests: RunningTest[] = []
    for (const row of rows) tests.push(await readTest(beside, testAt(row, asOf)))
    return tests
  },
})

async function readTest({ moment, filter }: Beside, test: StoredTest): Promise<RunningTest> {
  const { workspaceId, mode } = filter
  const counts = await countOutcomes(moment, workspaceId, test, mode)
  const armOf = (arm: FlowArm) => {
    const { exposed, customers, saved, canceled } = counts[arm]
    return { exposed, customers, saved, canceled, saveRate: rateOf(saved, customers) }
  }
  return {
    ...inBrief(test),
    customersPerArm: test.customers_per_arm,
    confidence: test.confidence,
    end: abTestEndOf({ state: test.state, steps: test.steps.map((step) => ({ ...step, by: null })) }),
    arms: { control: armOf("control"), variant: armOf("variant") },
  }
}
