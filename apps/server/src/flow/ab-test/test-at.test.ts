import { expect, test } from "vitest"
import { type StoredTest, testAt } from "./test-at.ts"

const at = (day: number, ms = 0) => new Date(Date.UTC(2026, 0, 1 + day) + ms)
/** Enrols from the first day for 14 days, and tracks for 10. */
const enrolling: StoredTest = {
  ...{
    workspace_id: "w",
    id: "t",
    segment_id: "s",
    control_flow_id: "c",
    variant_flow_id: "v",
    name: "A test",
  },
  ...{ state: "enrolling", revision: 2, metric: "save_rate", baseline_rate: 0.4, smallest_effect: 0.1 },
  ...{ confidence: 0.95, customers_per_arm: 400, enrolment_days: 14, tracking_days: 10 },
  ...{
    created_at: at(0),
    started_at: at(0),
    enrolment_ends_at: at(14),
    paused_at: null,
    numbers_end_at: null,
  },
  ...{ control_blueprint_id: "c1", variant_blueprint_id: "v1", winner: null },
  steps: [{ step: "started", at: at(0).toISOString(), by: "p" }],
}
const enrolmentEnded = { step: "enrolment_ended", at: at(14).toISOString(), by: null } as const
const trackingEnded = { step: "tracking_ended", at: at(24).toISOString(), by: null } as const

test("a test enrols to the last millisecond before its enrolment ends", () => {
  expect(testAt(enrolling, at(14, -1))).toBe(enrolling)
  expect(testAt(enrolling, at(14))).toEqual({
    ...enrolling,
    state: "tracking",
    revision: 3,
    steps: [...enrolling.steps, enrolmentEnded],
  })
})

test("a test that nobody looked at for a year went on at the moments that its plan says", () => {
  const over = testAt(enrolling, at(365))
  expect(over).toEqual({
    ...enrolling,
    state: "awaiting_decision",
    revision: 4,
    numbers_end_at: at(24),
    steps: [...enrolling.steps, enrolmentEnded, trackingEnded],
  })
  // the same as by way of the state between
  expect(testAt(testAt(enrolling, at(20)), at(365))).toEqual(over)
  expect(testAt(enrolling, at(24, -1)).state).toBe("tracking")
  expect(testAt(enrolling, at(24)).state).toBe("awaiting_decision")
})

test("time moves no test that waits for a person", () => {
  for (const state of ["draft", "paused", "awaiting_decision", "completed", "abandoned"] as const) {
    const waiting = { ...enrolling, state }
    expect(testAt(waiting, at(365))).toBe(waiting)
  }
})
