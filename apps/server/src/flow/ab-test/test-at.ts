import type { Selectable } from "kysely"
import type { AbTestRow, StoredStep } from "../../db/schema.ts"
import { stateAt, trackingEndsAt } from "./state-at.ts"

export type StoredTest = Selectable<AbTestRow>

/**
 * A test as it is by now: with the steps that time took since it was written down. Whoever reads a test or changes one
 * begins with this; a job writes it down, and nothing depends on when.
 */
export function testAt(test: StoredTest, now: Date): StoredTest {
  const ends = test.enrolment_ends_at
  const state = stateAt({ state: test.state, enrolmentEndsAt: ends, trackingDays: test.tracking_days }, now)
  if (state === test.state || !ends) return test
  const isOver = state === "awaiting_decision"
  const over = trackingEndsAt(ends, test.tracking_days)
  const steps: StoredStep[] = [
    ...(test.state === "enrolling" ? [byTime("enrolment_ended", ends)] : []),
    ...(isOver ? [byTime("tracking_ended", over)] : []),
  ]
  return {
    ...test,
    state,
    revision: test.revision + steps.length,
    steps: [...test.steps, ...steps],
    ...(isOver && { numbers_end_at: over }),
  }
}

const byTime = (step: StoredStep["step"], at: Date): StoredStep => ({ step, at: at.toISOString(), by: null })
