import { flowArms, type Mode, modes } from "@holdfast/protocol"
import type { AbTest, AbTestMetricsAnswer, NewAbTest } from "@holdfast/protocol/dashboard"
import { abTestEndOf, abTestMetrics, abTestLimits as limits } from "@holdfast/protocol/dashboard"
import {
  type AbTestTerms,
  type AbTestVerdict,
  abTestStates,
  differenceOf,
  type FlowArm,
  verdictOf,
} from "@holdfast/protocol/flow"
import type { FastifyRequest } from "fastify"
import { type Static, Type } from "typebox"
import { chooseWinner } from "../../../flow/ab-test/choose-winner.ts"
import { createAbTest } from "../../../flow/ab-test/create-ab-test.ts"
import { listAbTests } from "../../../flow/ab-test/list-ab-tests.ts"
import {
  abandonAbTest,
  completeAbTest,
  pauseAbTest,
  startAbTest,
} from "../../../flow/ab-test/move-ab-test.ts"
import { readMetrics } from "../../../flow/ab-test/read-metrics.ts"
import { configurerOf } from "../../access.ts"
import { answers } from "../../answers.ts"
import { flowWriter } from "../../dashboard/flow-answers.ts"
import { onOneLine, visibleName } from "../../dashboard/visible-name.ts"
import { assertChanged } from "./config-answers.ts"
import { type ConfigRoutes, changeByKey } from "./config-route.ts"
import { orNull } from "./flow-shapes.ts"

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

const AbTestShape = Type.Object({
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
type AbTestShape = Static<typeof AbTestShape>

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
const Metrics = Type.Object({
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
const NewBody = Type.Object(
  {
    ...{ segmentId: id, name: visibleName, baselineRate, smallestEffect },
    ...Type.Partial(
      Type.Object({ ...usual, metric: Type.String({ maxLength: 100, description: "save_rate" }) }),
    ).properties,
  },
  exact,
)
const WinnerBody = Type.Object(
  {
    arm: Type.Enum([...flowArms], {
      description: "control stays as it is; variant is published in its place",
    }),
    note: Type.Optional(Type.String({ maxLength: 500, description: "why, for the history" })),
  },
  exact,
)
const Params = Type.Object({ testId: id })
const MetricsQuery = Type.Object(
  { mode: Type.Enum([...modes], { default: "live", description: "of the sessions that are counted" }) },
  exact,
)
const Nothing = Type.Object({}, exact)

type Asked = { Params: { testId: string } }

/** A/B tests of segments' flows. */
export function abTestRoutes({ add, services }: ConfigRoutes): void {
  const writer = flowWriter(services)
  const { db } = services.reads
  const list = (request: FastifyRequest, testId?: string) =>
    listAbTests(db, configurerOf(request).workspace.id, services.now(), testId)
  const read = async (request: FastifyRequest, testId: string): Promise<AbTestShape> => {
    const [found] = await list(request, testId)
    return found ? toShape(found) : assertChanged<never>({ kind: "ab_test_not_found" })
  }

  add(
    {
      method: "GET",
      path: "ab-tests",
      operationId: "listAbTests",
      schema: {
        summary: "List A/B tests",
        description: "Those that are not over first, then the newest first.",
        response: answers(Type.Object({ abTests: Type.Array(AbTestShape) }), "the tests", [401, 404, 422]),
      },
    },
    async (request) => ({ abTests: (await list(request)).map(toShape) }),
  )

  add<{ Body: Omit<NewAbTest, "enrolmentDays"> & { enrolmentDays?: number } }>(
    {
      method: "POST",
      path: "ab-tests",
      operationId: "createAbTest",
      schema: {
        summary: "Set up an A/B test",
        description:
          "A draft, and the variant's flow, whose draft begins as what is live in the segment's flow and is changed like any other (`saveDraft`). A segment has one test at a time.",
        body: NewBody,
        response: answers(AbTestShape, "the test", [400, 401, 404, 409, 413, 415, 422]),
      },
    },
    async (request) => {
      const { name, enrolmentDays = limits.enrolmentDays[0], ...asked } = request.body
      const change = changeByKey(request, services.now())
      const made = await createAbTest(writer, change, { ...asked, enrolmentDays, name: onOneLine(name) })
      return read(request, assertChanged(made).testId)
    },
  )

  for (const { path, operationId, summary, description, move } of moves) {
    add<Asked>(
      {
        method: "POST",
        path: `ab-tests/:testId/${path}`,
        operationId,
        schema: {
          ...{ summary, description, params: Params, body: Nothing },
          response: answers(AbTestShape, "the test as it is now", [400, 401, 404, 409, 413, 415, 422]),
        },
      },
      async (request) => {
        const { testId } = request.params
        assertChanged(await move(writer, changeByKey(request, services.now()), testId))
        return read(request, testId)
      },
    )
  }

  add<Asked & { Body: { arm: FlowArm; note?: string } }>(
    {
      method: "POST",
      path: "ab-tests/:testId/winner",
      operationId: "chooseAbTestWinner",
      schema: {
        summary: "Choose the winner of an A/B test",
        description:
          "Of a test that awaits a decision. The variant becomes the next version of the segment's flow, as the test's customers saw it; with the control, that flow stays as it is. The variant's flow is archived.",
        ...{ params: Params, body: WinnerBody },
        response: answers(AbTestShape, "the test, completed", [400, 401, 404, 409, 413, 415, 422]),
      },
    },
    async (request) => {
      const { arm, note } = request.body
      const { testId } = request.params
      const asked = { arm, note: note?.trim() || null }
      assertChanged(await chooseWinner(writer, changeByKey(request, services.now()), testId, asked))
      return read(request, testId)
    },
  )

  add<Asked & { Querystring: { mode: Mode } }>(
    {
      method: "GET",
      path: "ab-tests/:testId/metrics",
      operationId: "measureAbTest",
      schema: {
        summary: "Measure an A/B test",
        description:
          "What became of the customers of each arm: one outcome a customer, by the last valid session in their tracking time.",
        ...{ params: Params, querystring: MetricsQuery },
        response: answers(Metrics, "the figures", [401, 404, 422, 503]),
      },
    },
    async (request) => {
      const { testId } = request.params
      const question = {
        workspaceId: configurerOf(request).workspace.id,
        mode: request.query.mode,
        now: services.now(),
      }
      const metrics = await readMetrics(db, question, testId)
      const [found] = metrics ? await list(request, testId) : []
      return metrics && found ? measured(found, metrics) : assertChanged<never>({ kind: "ab_test_not_found" })
    },
  )
}

const moves = [
  {
    ...{ path: "start", operationId: "startAbTest", summary: "Start an A/B test", move: startAbTest },
    description:
      "Of a draft: the variant's draft is published, and customers who open the flow come into the test, half of them to each arm. One that is paused goes on.",
  },
  {
    ...{ path: "pause", operationId: "pauseAbTest", summary: "Pause an A/B test", move: pauseAbTest },
    description: "Nobody new comes into it until it is started again; whoever is in it keeps their arm.",
  },
  {
    ...{
      path: "complete",
      operationId: "completeAbTest",
      summary: "End an A/B test early",
      move: completeAbTest,
    },
    description: "Its numbers stand from here on, everybody sees the control, and it awaits a decision.",
  },
  {
    ...{ path: "abandon", operationId: "abandonAbTest", summary: "Give an A/B test up", move: abandonAbTest },
    description: "The segment's flow stays as it is, and the variant's is archived.",
  },
]

function toShape({ id: testId, segment, arms, plan: planned, ...test }: AbTest): AbTestShape {
  const { name, state, customersPerArm, customers, startedAt, enrolmentEndsAt, trackingEndsAt, winner } = test
  return {
    ...{ id: testId, name, state, segmentId: segment.id },
    flows: { control: arms.control.flowId, variant: arms.variant.flowId },
    ...planned,
    ...{ customersPerArm, customers, startedAt, enrolmentEndsAt, trackingEndsAt, winner },
    steps: test.steps.map(({ step, at }) => ({ step, at })),
  }
}

function measured(test: AbTest, { abTest, mode, asOf, isFinal, arms }: AbTestMetricsAnswer) {
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
