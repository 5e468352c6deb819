import type { Mode } from "@holdfast/protocol"
import { abTestLimits as limits, type NewAbTest } from "@holdfast/protocol/dashboard"
import type { FlowArm } from "@holdfast/protocol/flow"
import type { FastifyRequest } from "fastify"
import { Type } from "typebox"
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
import { onOneLine } from "../../dashboard/visible-name.ts"
import {
  AbTestShape,
  Metrics,
  MetricsQuery,
  measured,
  NewBody,
  Nothing,
  Params,
  toShape,
  WinnerBody,
} from "./ab-test-shapes.ts"
import { assertChanged } from "./config-answers.ts"
import { type ConfigRoutes, changeByKey } from "./config-route.ts"

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
