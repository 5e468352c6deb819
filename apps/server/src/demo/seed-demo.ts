import type { Database } from "../db/database.ts"
import { installFlows } from "../flow/install-flows.ts"
import { billingHistory } from "./billing-history.ts"
import { demoAbTest, writeDemoAbTest } from "./demo-ab-test.ts"
import { demoFlows } from "./demo-flows.ts"
import type { DemoSession } from "./demo-session.ts"
import { makeFixedSessions } from "./make-fixed-sessions.ts"
import { type Loading, loadSessions } from "./seed-sessions.ts"
import { byTime, simulate } from "./simulate.ts"
import { demoStory } from "./story.ts"
import { writeBillingHistory } from "./write-billing-history.ts"
import { writeDemoNote } from "./write-demo-note.ts"

const usualSeed = 20_240_229
/** As many as it takes for a quarter of a year to tell a change from chance. */
const usualSessions = 6_000

export interface DemoOptions {
  now: Date
  seed?: number
  sessions?: number
  years?: number
}

/**
 * Fills an empty workspace with the demo merchant: segments, flows in all their versions, an A/B test, two years of
 * sessions up to now, among them every outcome and every state that a row can show, and what the billing knows of those who stayed.
 * @param alsoWrite what is to be there with the sessions, or not at all
 * @returns how many sessions were loaded
 */
export async function seedDemo(
  database: Pick<Database, "db" | "pool">,
  workspaceId: string,
  options: DemoOptions,
  alsoWrite?: Loading["alsoWrite"],
): Promise<{ sessions: number }> {
  const { now, seed = usualSeed, years = 2 } = options
  const flows = demoFlows(workspaceId, { until: now, years })
  await installFlows(database.db, workspaceId, flows, now)
  const sessions = demoSessions(workspaceId, options)
  return loadSessions(database.pool, sessions, {
    async alsoWrite(trx) {
      await writeDemoAbTest(trx, workspaceId, demoAbTest(workspaceId, flows), sessions)
      await writeBillingHistory(trx, workspaceId, billingHistory(sessions, now, seed + 0.25), now)
      await writeDemoNote(trx, workspaceId, now)
      await alsoWrite?.(trx)
    },
  })
}

/** The sessions of the demo workspace in order of time: the simulated and the fixed ones. */
export function demoSessions(workspaceId: string, options: DemoOptions): DemoSession[] {
  const { now, seed = usualSeed, sessions = usualSessions, years = 2 } = options
  const flows = demoFlows(workspaceId, { until: now, years })
  const fixed = makeFixedSessions(workspaceId, flows, now, seed + 0.5)
  const simulated = simulate({
    sessions: Math.max(0, sessions - fixed.length),
    seed,
    years,
    until: now,
    workspace: { id: workspaceId },
    flows,
    abTest: demoAbTest(workspaceId, flows),
    story: demoStory(now),
  })
  return [...simulated, ...fixed].sort(byTime)
}
