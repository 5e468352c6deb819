import { flowArms, modes } from "@holdfast/protocol"
import type { AbTest, AbTestMetricsAnswer } from "@holdfast/protocol/dashboard"
import { abTestEndOf, abTestMetrics, abTestLimits as limits } from "@holdfast/protocol/dashboard"
import {
  type AbTestTerms,
  type AbTestVerdict,
  abTestStates,
  differenceOf,
  type FlowArm,
  verdictOf,
} from "@holdfast/protocol/flow"
import { type Static, Type } from "typebox"
import { visibleName } from "../../dashboard/visible-name.ts"
import { orNull } from "./flow-shapes.ts"

/** What the routes of A/B tests for config keys take and answer, for their documentation and for what a client may rely on. */

const exact = { additionalProperties: false }
const id = Type.String({ maxLength: 500 })
const count = Type.Integer({ minimum: 0 })
const time = Type.String({ format: "date-time" })
const timeOrNull = (description: string) =>
  Type.Unsafe<string | null>({ type: ["string", "null"], format: "date-time", description })
const ofArms = <T extends Parameters<typeof Type.Object>[0][string]>(schema: T) =>
  Type.Object({ control: schema, variant: schema })

const plan = {
  metric: Type.Enum([...abTestMetrics], { description: "what is compared" }),
  baselineRate: Type.Number({ description: `the rate of today, ${limits.baselineRate.join(" to ")}` }),
  smallestEffect: Type.Number({
    description: `the smallest difference from it that is worth having, ${limits.smallestEffect.join(" to ")}`,
  }),
  confidence: Type.Number({ description: `${limits.confidence.join(" to ")}; 0.95 unless said` }),
  enrolmentDays: Type.Integer({
    description: `how long customers come into it, ${limits.enrolmentDays.join(" to ")}; 7 unless said`,
  }),
  trackingDays: Type.Integer({
    description: `how long after their first session a customer's outcome is taken, ${limits.trackingDays.join(" to ")}; 30 unless said`,
  }),
}

export const AbTestShape = Type.Object({
  id: Type.String({ description: "as sessions name it (`abtest`)" }),
  name: Type.String(),
  state: Type.Enum([...abTestStates]),
  segmentId: Type.String(),
  flows: ofArms(Type.String({ description: "id of the flow that the arm shows" })),
  ...plan,
  customersPerArm: Type.Integer({ description: "how many customers each arm needs by this plan" }),
  customers: ofArms(count),
  startedAt: timeOrNull("null for a draft"),
  enrolmentEndsAt: timeOrNull("null for a draft, and while it is paused"),
  trackingEndsAt: timeOrNull("null for a draft, and while it is paused"),
  winner: Type.Unsafe<FlowArm | null>({
    enum: [...flowArms, null],
    description: "null while none was chosen",
  }),
  steps: Type.Array(Type.Object({ step: Type.String(), at: time })),
})
export type AbTestShape = Static<typeof AbTestShape>

const Interval = Type.Object({ difference: Type.Number(), low: Type.Number(), high: Type.Number() })
const Counts = Type.Object({
  exposed: Type.Integer({ minimum: 0, description: "customers who came into the arm" }),
  customers: Type.Integer({ minimum: 0, description: "those of them who have an outcome" }),
  saved: count,
  canceled: count,
  outcomes: Type.Array(
    Type.Object({ saveType: orNull<string>(Type.String(), "null is a cancellation"), customers: count }),
  ),
  reasons: Type.Array(Type.Object({ guid: Type.String(), value: Type.String(), customers: count })),
  sessions: Type.Integer({ minimum: 0, description: "every session that carries the test and the arm" }),
})
export const Metrics = Type.Object({
  id: Type.String(),
  state: Type.Enum([...abTestStates]),
  mode: Type.Enum([...modes]),
  asOf: time,
  end: Type.Enum(["running", "early", "planned"], {
    description: "`running` while outcomes are taken, then whether a person or its time ended it",
  }),
  arms: ofArms(Counts),
  difference: orNull<Static<typeof Interval>>(
    Interval,
    "variant less control. While the test runs, and where it was ended early, the interval may be looked at every day; at the planned end it is Newcombe's. null while an arm has no outcome",
  ),
  verdict: Type.Object(
    {
      kind: Type.Enum(["none", "variant_better", "variant_worse", "no_difference"]),
      why: Type.Optional(
        Type.String({
          description: "of none: `running`, `too_few_customers`, `too_few_outcomes`, or `uneven_split`",
        }),
      ),
    },
    { description: "what the test says of its arms" },
  ),
})

const { metric: _, baselineRate, smallestEffect, ...usual } = plan
export const NewBody = Type.Object(
  {
    ...{ segmentId: id, name: visibleName, baselineRate, smallestEffect },
    ...Type.Partial(
      Type.Object({ ...usual, metric: Type.String({ maxLength: 100, description: "save_rate" }) }),
    ).properties,
  },
  exact,
)
export const WinnerBody = Type.Object(
  {
    arm: Type.Enum([...flowArms], {
      description: "control stays as it is; variant is published in its place",
    }),
    note: Type.Optional(Type.String({ maxLength: 500, description: "why, for the history" })),
  },
  exact,
)
export const Params = Type.Object({ testId: id })
export const MetricsQuery = Type.Object(
  { mode: Type.Enum([...modes], { default: "live", description: "of the sessions that are counted" }) },
  exact,
)
export const Nothing = Type.Object({}, exact)

export function toShape({ id: testId, segment, arms, plan: planned, ...test }: AbTest): AbTestShape {
  const { name, state, customersPerArm, customers, startedAt, enrolmentEndsAt, trackingEndsAt, winner } = test
  return {
    ...{ id: testId, name, state, segmentId: segment.id },
    flows: { control: arms.control.flowId, variant: arms.variant.flowId },
    ...planned,
    ...{ customersPerArm, customers, startedAt, enrolmentEndsAt, trackingEndsAt, winner },
    steps: test.steps.map(({ step, at }) => ({ step, at })),
  }
}

export function measured(test: AbTest, { abTest, mode, asOf, isFinal, arms }: AbTestMetricsAnswer) {
  const end = isFinal ? abTestEndOf(test) : "running"
  const terms: AbTestTerms = { customersPerArm: test.customersPerArm, confidence: test.plan.confidence }
  const difference = differenceOf(arms, terms, end)
  return {
    ...{ id: abTest.id, state: abTest.state, mode, asOf, end, arms },
    difference: difference && {
      difference: difference.difference,
      low: difference.low,
      high: difference.high,
    },
    verdict: inShort(verdictOf(arms, terms, end)),
  }
}

const inShort = (verdict: AbTestVerdict) => ({
  kind: verdict.kind,
  ...(verdict.kind === "none" && { why: verdict.why.reason }),
})
