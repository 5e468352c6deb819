import { expect, test } from "vitest"
import { abTestEndOf } from "./ab-test-end.ts"
import type { AbTest, AbTestStep } from "./ab-tests-api.ts"

const endOf = (state: AbTest["state"], ...steps: AbTestStep["step"][]) =>
  abTestEndOf({ state, steps: steps.map((step) => ({ step, at: "2026-03-01T00:00:00Z", by: null })) })

test("a test that takes outcomes runs", () => {
  expect(endOf("enrolling", "created", "started")).toBe("running")
  expect(endOf("paused", "created", "started", "paused")).toBe("running")
  expect(endOf("tracking", "created", "started", "enrolment_ended")).toBe("running")
})

test("a test whose time ended it has come to its planned end, also once it is decided", () => {
  expect(endOf("awaiting_decision", "started", "enrolment_ended", "tracking_ended")).toBe("planned")
  expect(endOf("completed", "started", "enrolment_ended", "tracking_ended", "completed")).toBe("planned")
})

test("a test that somebody ended or gave up before that has ended early", () => {
  expect(endOf("awaiting_decision", "started", "ended_early")).toBe("early")
  expect(endOf("completed", "started", "enrolment_ended", "ended_early", "completed")).toBe("early")
  expect(endOf("abandoned", "started", "abandoned")).toBe("early")
})
