import type {
  AbTest,
  AbTestArmCounts,
  AbTestBasis,
  AbTestMetricsAnswer,
  FlowSummary,
} from "@holdfast/protocol/dashboard"
import { type AbTestState, abTestStates } from "@holdfast/protocol/flow"
import { fixtureNow } from "../rows.ts"
import { type Answer, answer, refusal } from "./answer.ts"
import { hostileTexts } from "./hostile-rows.ts"
import type { Scenario } from "./state.ts"

const daysFromNow = (days: number) => new Date(fixtureNow.getTime() + days * 86_400_000).toISOString()

/** A test is called by its state, or by the place of the hostile text that it is full of. */
function testOf(id: string): AbTest | null {
  const text = hostileTexts[Number(id)]
  const state = abTestStates.find((each) => each === id) ?? (text === undefined ? null : "enrolling")
  if (state === null) return null
  const isDraft = state === "draft"
  const step = (
    step: AbTest["steps"][number]["step"],
    days: number,
    name: string | null = "Ada Lovelace",
  ) => ({
    step,
    at: daysFromNow(days),
    by: name === null ? null : { name: text ?? name },
  })
  return {
    id,
    name: text ?? "Pause before discount",
    state,
    revision: 3,
    segment: { id: "seg_1", name: text ?? "Annual teams", enabled: true },
    arms: {
      control: { flowId: "flow_1", live: { blueprintId: "bp_3", version: 3 } },
      variant: { flowId: "flow_2", live: isDraft ? null : { blueprintId: "bp_4", version: 1 } },
    },
    plan: {
      metric: "save_rate",
      baselineRate: 0.413,
      smallestEffect: 0.1,
      confidence: 0.95,
      enrolmentDays: 49,
      trackingDays: 30,
    },
    customersPerArm: 410,
    startedAt: isDraft ? null : daysFromNow(-20),
    enrolmentEndsAt: isDraft || state === "paused" ? null : daysFromNow(29),
    trackingEndsAt: isDraft || state === "paused" ? null : daysFromNow(59),
    steps: [
      step("created", -21),
      ...(isDraft ? [] : [step("started", -20)]),
      ...(state === "awaiting_decision" || state === "completed"
        ? [step("enrolment_ended", -4, null), step("tracking_ended", -2, null)]
        : []),
      ...(state === "completed" ? [step("completed", -1)] : []),
    ],
    winner: state === "completed" ? "variant" : null,
    customers: isDraft ? { control: 0, variant: 0 } : { control: 204, variant: 197 },
  }
}

function counts(
  saved: number,
  customers: number,
  exposed: number,
  text: string | undefined,
): AbTestArmCounts {
  const paused = Math.floor(saved / 2)
  return {
    exposed,
    customers,
    saved,
    canceled: customers - saved,
    outcomes: [
      { saveType: null, customers: customers - saved },
      { saveType: "PAUSE", customers: paused },
      { saveType: "ABANDON", customers: saved - paused },
    ],
    reasons: [
      { guid: "choice-price", value: text ?? "Too expensive", customers: Math.floor(customers / 2) },
      { guid: "choice-missing", value: text ?? "Missing features", customers: Math.floor(customers / 3) },
    ],
    sessions: exposed + 12,
  }
}

/** What has come to a decision is far enough apart for a verdict; what was given up never had the customers. */
const savedOf: Partial<Record<AbTestState, [number, number, number]>> = {
  awaiting_decision: [80, 112, 193],
  completed: [80, 112, 193],
  abandoned: [9, 12, 24],
}

function metricsOf(test: AbTest): AbTestMetricsAnswer {
  const [control, variant, customers] = savedOf[test.state] ?? [79, 88, 193]
  const text = hostileTexts[Number(test.id)]
  return {
    abTest: test,
    mode: "live",
    asOf: fixtureNow.toISOString(),
    isFinal: test.state !== "enrolling",
    arms: {
      control: counts(control, customers, test.customers.control, text),
      variant: counts(variant, customers, test.customers.variant, text),
    },
  }
}

const basis: AbTestBasis = { days: 90, customers: 412, saved: 170, customersPerWeek: 118.4 }

/** A test and its numbers, what a new one begins from, and the tests of the workspace. */
export function answerAbTests(scenario: Scenario, path: string): Answer {
  if (path === "/basis") {
    return answer(scenario === "empty" ? { days: 0, customers: 0, saved: 0, customersPerWeek: 0 } : basis)
  }
  if (path === "") {
    const tests = ["enrolling", scenario === "hostile" ? "0" : "awaiting_decision", "completed", "abandoned"]
    return answer({ tests: tests.map(testOf) })
  }
  const [, id = "", part] = path.split("/")
  const test = testOf(id)
  if (!test) return refusal(404, "ab_test_not_found", "The workspace has no such A/B test.")
  return answer(part === "metrics" ? metricsOf(test) : test)
}

/** A segment's flow that stands in a test, its variant, and one that stands in none. */
export function flowsOf(scenario: Scenario): { flows: FlowSummary[] } {
  const name = scenario === "hostile" ? (hostileTexts[0] ?? "") : "Annual teams"
  const flow = (id: string, parts: Partial<FlowSummary>): FlowSummary => ({
    id,
    name,
    segment: { id: `seg_${id}`, name, enabled: true, priority: 0, rules: [] },
    arm: null,
    abTest: null,
    archivedAt: null,
    live: {
      blueprintId: "bp_3",
      version: 3,
      publishedAt: daysFromNow(-60),
      results: { sessions: 312, saveRate: 0.412 },
    },
    draft: null,
    ...parts,
  })
  const segment = { id: "seg_1", name, enabled: true, priority: 0, rules: [] }
  const abTest = { id: "enrolling", name, state: "enrolling" as const }
  return {
    flows: [
      flow("flow_primary", { name: "Primary Flow", segment: null }),
      flow("flow_1", { segment, arm: "control", abTest }),
      flow("flow_2", { segment, arm: "variant", abTest }),
      flow("flow_3", {}),
    ],
  }
}
