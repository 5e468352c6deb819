import type { Mode } from "@holdfast/protocol"
import type { AbTestMetricsAnswer } from "@holdfast/protocol/dashboard"
import type { FlowArm } from "@holdfast/protocol/flow"
import { atOneMoment } from "../../db/at-one-moment.ts"
import type { Db } from "../../db/database.ts"
import { aggregateSessions } from "../../session/count/aggregate-sessions.ts"
import { inBrief } from "./ab-test-change.ts"
import { countOutcomes } from "./count-outcomes.ts"
import { testAt } from "./test-at.ts"

export interface MetricsQuestion {
  workspaceId: string
  mode: Mode
  now: Date
}

/** How the arms of a test do; null without such a test. All of it is of one moment. */
export const readMetrics = (
  db: Db,
  { workspaceId, mode, now }: MetricsQuestion,
  testId: string,
): Promise<AbTestMetricsAnswer | null> =>
  atOneMoment(db, async (moment) => {
    const stored = await moment
      .selectFrom("ab_test")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", testId)
      .executeTakeFirst()
    if (!stored) return null
    const test = testAt(stored, now)
    const counts = await countOutcomes(moment, workspaceId, test, mode)
    const filter = { workspaceId, mode, is: { abtest: [testId] } }
    const rows = await aggregateSessions(moment, filter, ["abtestArm"], "UTC")
    const sessionsOf = (arm: FlowArm) => rows.find(({ values: [value] }) => value === arm)?.count ?? 0
    const arms = {
      control: { ...counts.control, sessions: sessionsOf("control") },
      variant: { ...counts.variant, sessions: sessionsOf("variant") },
    }
    const isFinal = test.numbers_end_at !== null
    return { abTest: inBrief(test), mode, asOf: now.toISOString(), isFinal, arms }
  })
