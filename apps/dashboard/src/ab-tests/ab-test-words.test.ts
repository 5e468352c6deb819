import { type AbTestCounts, type AbTestEnd, verdictOf } from "@holdfast/protocol/flow"
import { expect, test } from "vitest"
import { differenceWords, pointWords, pWords, sampleWords, testLine, verdictWords } from "./ab-test-words.ts"

const arm = (saved: number, customers = 300, exposed = customers) => ({ saved, customers, exposed })
const said = (counts: AbTestCounts, end: AbTestEnd) =>
  verdictWords(verdictOf(counts, { customersPerArm: 300, confidence: 0.95 }, end), counts)

test("a verdict names the arm that keeps more", () => {
  expect(said({ control: arm(120), variant: arm(165) }, "planned")).toEqual({
    title: "The variant keeps more customers.",
    body: "The difference is larger than chance explains.",
  })
  expect(said({ control: arm(165), variant: arm(120) }, "planned")).toEqual({
    title: "The variant keeps fewer customers.",
    body: "The difference is larger than chance explains.",
  })
})

test("no difference is not the same as equal arms", () => {
  expect(said({ control: arm(120), variant: arm(125) }, "planned")).toEqual({
    title: "No difference is shown.",
    body: "That is not to say that there is none: it may lie anywhere in the interval.",
  })
  expect(said({ control: arm(120), variant: arm(144) }, "planned").title).toBe(
    "No difference is shown, but only just.",
  )
})

test("what keeps a test from a verdict is said with what it needs", () => {
  expect(said({ control: arm(10, 20), variant: arm(12, 40) }, "planned").body).toBe(
    "Each arm needs 30 customers with an outcome; the control has 20, the variant 40.",
  )
  expect(said({ control: arm(2, 40), variant: arm(12, 40) }, "planned").title).toBe(
    "Too few outcomes for a verdict.",
  )
  expect(said({ control: arm(120, 300, 1300), variant: arm(120, 300, 1000) }, "running").body).toMatch(
    /^1,300 customers came into the control and 1,000 into the variant\./,
  )
  expect(said({ control: arm(50), variant: arm(250) }, "running").title).toBe("The verdict comes at the end.")
})

test.each([
  [0.031, "+3.1"],
  [-0.0041, "−0.4"],
  [0.0004, "0.0"],
  [-0.0004, "0.0"],
  [1, "+100.0"],
])("%d is %s points", (fraction, words) => {
  expect(pointWords(fraction)).toBe(words)
})

test("a difference is written with its interval", () => {
  expect(differenceWords({ difference: 0.031, low: -0.012, high: 0.074 })).toBe(
    "+3.1 points, between −1.2 and +7.4",
  )
})

test.each([
  [0.78, "p = 0.78"],
  [0.0042, "p = 0.004"],
  [0.0009, "p < 0.001"],
])("%d is written %s", (p, words) => {
  expect(pWords(p)).toBe(words)
})

test("a segment's row says how far its test is, by the arm that has fewer", () => {
  const running = {
    id: "t",
    name: "Pause first",
    state: "enrolling" as const,
    revision: 1,
    segment: { id: "s", name: "Annual teams", enabled: true },
    arms: { control: { flowId: "c", live: null }, variant: { flowId: "v", live: null } },
    plan: {
      metric: "save_rate" as const,
      baselineRate: 0.4,
      smallestEffect: 0.1,
      confidence: 0.95,
      enrolmentDays: 49,
      trackingDays: 30,
    },
    customersPerArm: 1240,
    startedAt: null,
    enrolmentEndsAt: null,
    trackingEndsAt: null,
    steps: [],
    winner: null,
    customers: { control: 64, variant: 61 },
  }
  expect(testLine(running)).toBe("Test running: 61 of 1,240 customers an arm")
  expect(testLine({ ...running, state: "awaiting_decision" })).toBe("Test awaits your decision")
  expect(testLine({ ...running, state: "draft" })).toBe("A/B test is being set up")
})

test("fewer customers than planned are said", () => {
  expect(sampleWords({ control: arm(120), variant: arm(120) }, 300)).toBeNull()
  expect(sampleWords({ control: arm(120), variant: arm(120, 280) }, 300)).toBe(
    "The plan asked for 300 customers an arm with an outcome, and 280 came. A difference as small as the plan's may have stayed hidden.",
  )
})
