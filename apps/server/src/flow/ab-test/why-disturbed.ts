import type { AbTestInBrief, AbTestState } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import type { FlowChange } from "../edit/flow-change.ts"
import { inBrief, lockTestOf, stateWords } from "./ab-test-change.ts"
import type { StoredTest } from "./test-at.ts"

/** A test is in the way of what was asked, and nobody said that it is to end. */
export interface TestRuns {
  kind: "ab_test_runs"
  abTest: AbTestInBrief
  sentence: string
}

/** The states in which a test must be ended before something is done. */
export const disturbing = {
  /** Both arms must stay what they are while customers are given to them. */
  publishing: ["enrolling", "paused"],
  turningOff: ["enrolling", "paused", "tracking"],
  archiving: ["draft", "enrolling", "paused", "tracking", "awaiting_decision"],
} as const satisfies Record<string, readonly AbTestState[]>

/**
 * Looks whether a segment's test is in the way, in the transaction of what is to be done; ends it where that was asked for.
 * @param end how
 * @returns why nothing may be done; null where nothing is in the way any more
 */
export async function whyDisturbed(
  trx: Db,
  change: FlowChange,
  segmentId: string,
  states: readonly AbTestState[],
  end: ((test: StoredTest) => Promise<void>) | null,
): Promise<TestRuns | null> {
  const test = await lockTestOf(trx, change, segmentId)
  if (!test || !states.includes(test.state)) return null
  if (!end) {
    const sentence = `The A/B test "${test.name}" is ${stateWords[test.state]}. End it with this (endAbTest), or leave the flow as it is.`
    return { kind: "ab_test_runs", abTest: inBrief(test), sentence }
  }
  await end(test)
  return null
}
