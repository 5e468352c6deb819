import type { AbTestInBrief, AbTestState } from "../flow/ab-test-state.ts"
import type { FlowArm } from "../flow/blueprint.ts"
import type { Mode } from "../words.ts"
import type { Author } from "./flows-api.ts"

/**
 * A/B tests: two arms of a segment's flow, the control and a variant. Reading asks for `session:read`, everything else for
 * `flow:edit`. Times are ISO 8601 in UTC. A test that the workspace has not is 404 `ab_test_not_found`.
 */

/** What is compared. `revenue_per_exposure` is refused until billing is connected. */
export const abTestMetrics = ["save_rate"] as const
export type AbTestMetric = (typeof abTestMetrics)[number]

/** Which values a plan takes, ends included. Rates are fractions. */
export const abTestLimits = {
  enrolmentDays: [7, 120],
  trackingDays: [1, 365],
  confidence: [0.5, 0.999],
  baselineRate: [0.01, 0.99],
  /** A difference of the two rates, whichever way. */
  smallestEffect: [0.005, 0.5],
} as const

/** How long a test lasts, and from what that follows. It is fixed when the test starts. */
export interface AbTestPlan {
  metric: AbTestMetric
  /** The rate of today, a fraction. */
  baselineRate: number
  /** The smallest difference from it that is worth having, as a fraction: 0.05 is five points. */
  smallestEffect: number
  /** 0.95 unless said. */
  confidence: number
  /** For how many days customers come into it, pauses not counted. */
  enrolmentDays: number
  /** How many days after their first session in the test a customer's outcome is taken. 30 unless said. */
  trackingDays: number
}

export interface AbTestArm {
  flowId: string
  /** What its customers see: the newest version; null while none was published. */
  live: { blueprintId: string; version: number } | null
}

/** A step of a test's life: who did it and when. `by` is null for what time brought about. */
export interface AbTestStep {
  step:
    | "created"
    | "started"
    | "paused"
    | "resumed"
    | "enrolment_ended"
    | "tracking_ended"
    | "ended_early"
    | "completed"
    | "abandoned"
  at: string
  by: Author | null
}

export interface AbTest {
  id: string
  /** 1 to 80 characters. */
  name: string
  state: AbTestState
  /** Rises with every change of the test. */
  revision: number
  segment: { id: string; name: string; enabled: boolean }
  arms: Record<FlowArm, AbTestArm>
  plan: AbTestPlan
  /** How many customers each arm needs by the plan. */
  customersPerArm: number
  /** When it took in its first customers; null for a draft. */
  startedAt: string | null
  /** When the enrolment ends or ended; moves by as much as a pause lasted. null for a draft, and while it is paused. */
  enrolmentEndsAt: string | null
  /** When the last customer's time is over; null where `enrolmentEndsAt` is. */
  trackingEndsAt: string | null
  /** The first first. */
  steps: AbTestStep[]
  /** The arm that was chosen; null while none was. */
  winner: FlowArm | null
  /** Customers who came into each arm, in live mode. */
  customers: Record<FlowArm, number>
}

/** `GET /api/workspaces/:appId/ab-tests`: those that are not over first, then the newest first. */
export interface AbTestList {
  tests: AbTest[]
}

/** `GET /api/workspaces/:appId/ab-tests/:testId` answers an `AbTest`. */

/**
 * `GET /api/workspaces/:appId/ab-tests/basis?segmentId=&mode=`: what a test of this segment would begin from: one outcome a
 * customer of its valid sessions in the last 90 days, the last one of each. 404 `segment_not_found`.
 */
export interface AbTestBasis {
  /** Days with numbers: 90, or since the first session. 0 without sessions. */
  days: number
  customers: number
  saved: number
  /** Customers in a week at that pace: a fraction, too. */
  customersPerWeek: number
}

/**
 * `POST /api/workspaces/:appId/ab-tests`, which answers 201 and an `AbTest`: a draft, and the variant's flow, which begins as
 * a copy of what is live in the segment's flow. Its parts keep their guids, so that reasons and offers of both arms compare.
 * The variant is edited as any flow (`…/flows/:flowId`). 404 `segment_not_found`; 409 `nothing_published` where the segment's
 * flow never was; 409 `flow_archived`; 409 `ab_test_exists` where the segment has a test that is not over; 422
 * `metric_needs_billing` for a metric of money; 422 for a value that is out of its limits (`abTestLimits`).
 */
export interface NewAbTest extends Omit<AbTestPlan, "metric" | "confidence" | "trackingDays"> {
  segmentId: string
  name: string
  metric?: string
  confidence?: number
  trackingDays?: number
}

/**
 * `PATCH /api/workspaces/:appId/ab-tests/:testId`, which answers the `AbTest`. What is left out stays. The plan of a test that
 * has started is fixed: 409 `ab_test_state`; its name is not. 409 `ab_test_changed` where somebody changed it since `revision`.
 */
export interface AbTestChange extends Partial<Omit<NewAbTest, "segmentId">> {
  revision: number
}

/**
 * `POST /api/workspaces/:appId/ab-tests/:testId/start`, `…/pause`, `…/resume`, `…/complete`, `…/abandon`, without a body: each
 * answers the `AbTest`. 409 `ab_test_state` where it cannot be done in the state in which the test is by now, with a sentence
 * that says which that is, and the test beside the error (`AbTestStateRefusal`).
 *
 * | path | from | to |
 * | --- | --- | --- |
 * | start | draft, paused | enrolling. From draft it publishes the variant's draft: 422 `has_faults`, 409 `arms_alike` where both arms say the same, 409 `segment_off` |
 * | pause | enrolling | paused |
 * | resume | paused | enrolling |
 * | complete | enrolling, paused, tracking | awaiting_decision, before its time |
 * | abandon | all but completed and abandoned | abandoned; the variant's flow is archived |
 */
export interface AbTestStateRefusal {
  error: { code: "ab_test_state"; message: string }
  abTest: AbTestInBrief
}

/**
 * `POST /api/workspaces/:appId/ab-tests/:testId/winner`, from awaiting_decision, answers the `AbTest`, completed. The variant
 * becomes the next version of the segment's flow, as the test's customers saw it; with the control, that flow stays as it is. The variant's flow is
 * archived. 409 `ab_test_state`.
 */
export interface AbTestWinner {
  arm: FlowArm
  /** Why, for the flow's history; at most 500 characters. */
  note: string | null
}

/** What became of the customers of an arm: each has at most one outcome, by their last valid session in their tracking time. */
export interface AbTestArmCounts {
  /** Who came into the arm. */
  exposed: number
  /** Of them: who has an outcome. */
  customers: number
  /** Of those: who stayed, an abandonment among it. */
  saved: number
  canceled: number
  /** By `saveType`, the most frequent first; null is a cancellation. */
  outcomes: { saveType: string | null; customers: number }[]
  /** By the reason that was picked, the most frequent first; `guid` is the same in both arms. */
  reasons: { guid: string; value: string; customers: number }[]
  /** Every session that carries the test and the arm, bounced and open ones too: what the link into the stream shows. */
  sessions: number
}

/**
 * `GET /api/workspaces/:appId/ab-tests/:testId/metrics?mode=`. The statistics follow from the counts and the plan
 * (`flow/ab-test` of the protocol), so that a page and a program say the same.
 */
export interface AbTestMetricsAnswer {
  abTest: AbTestInBrief
  mode: Mode
  /** When it was counted. */
  asOf: string
  /** The numbers no longer change, but for corrections of single sessions. */
  isFinal: boolean
  arms: Record<FlowArm, AbTestArmCounts>
}

/**
 * The body of a 409 `ab_test_runs`: of publishing in an arm of a test that enrols or is paused, and of turning off a segment or
 * archiving a flow with a test that runs, unless the body says `endAbTest: true`. Publishing and turning off then end it early
 * (awaiting_decision), archiving gives it up (abandoned).
 */
export interface AbTestRuns {
  error: { code: "ab_test_runs"; message: string }
  abTest: AbTestInBrief
}
