import { flowArms, type Mode } from "@holdfast/protocol"
import type {
  AbTest,
  AbTestBasis,
  AbTestChange,
  AbTestList,
  AbTestMetricsAnswer,
  AbTestWinner,
  NewAbTest,
} from "@holdfast/protocol/dashboard"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { changeAbTest } from "../../flow/ab-test/change-ab-test.ts"
import { chooseWinner } from "../../flow/ab-test/choose-winner.ts"
import { createAbTest } from "../../flow/ab-test/create-ab-test.ts"
import { listAbTests } from "../../flow/ab-test/list-ab-tests.ts"
import {
  abandonAbTest,
  completeAbTest,
  pauseAbTest,
  resumeAbTest,
  startAbTest,
} from "../../flow/ab-test/move-ab-test.ts"
import { readBasis } from "../../flow/ab-test/read-basis.ts"
import { readMetrics } from "../../flow/ab-test/read-metrics.ts"
import { workspaceOf } from "../access.ts"
import type { Services } from "../services.ts"
import { assertDone, flowChangeOf, flowWriter } from "./flow-answers.ts"
import { ModeQuery, note } from "./flow-routes.ts"
import { onOneLine, visibleName } from "./visible-name.ts"

const exact = { additionalProperties: false }
const id = Type.String({ maxLength: 500 })
/** Which values they take, the plan says itself (`plan-of.ts`). */
export const planFields = {
  metric: Type.Optional(Type.String({ maxLength: 100 })),
  baselineRate: Type.Number(),
  smallestEffect: Type.Number(),
  confidence: Type.Optional(Type.Number()),
  enrolmentDays: Type.Integer(),
  trackingDays: Type.Optional(Type.Integer()),
}
const NewBody = Type.Object({ segmentId: id, name: visibleName, ...planFields }, exact)
const revision = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })
const ChangeBody = Type.Object(
  { revision, ...Type.Partial(Type.Object({ name: visibleName, ...planFields })).properties },
  exact,
)
const WinnerBody = Type.Object({ arm: Type.Enum([...flowArms]), note }, exact)
const BasisQuery = Type.Object({ segmentId: id, ...ModeQuery.properties }, exact)
/** Nothing is said beside what is asked for. */
const NoBody = Type.Unsafe<object | null>({ ...Type.Object({}, exact), type: ["object", "null"] })

const moves = {
  start: startAbTest,
  pause: pauseAbTest,
  resume: resumeAbTest,
  complete: completeAbTest,
  abandon: abandonAbTest,
}

type Params = { appId: string; testId: string }

/** A/B tests; the shapes are in `ab-tests-api.ts` of the protocol. */
export function abTestRoutes(app: FastifyInstance, services: Services): void {
  const writer = flowWriter(services)
  const { db } = services.reads
  const reads = { access: { action: "session:read" } } as const
  const edits = { access: { action: "flow:edit" } } as const
  const path = "/api/workspaces/:appId/ab-tests"

  const changeOf = (request: FastifyRequest) => flowChangeOf(request, services.now())
  const testOf = async (request: FastifyRequest, testId: string): Promise<AbTest> => {
    const [found] = await listAbTests(db, workspaceOf(request).id, services.now(), testId)
    return found ?? assertDone<never>({ kind: "ab_test_not_found" })
  }
  const question = (request: FastifyRequest, mode: Mode) => ({
    ...{ workspaceId: workspaceOf(request).id, mode, now: services.now() },
  })

  app.get(
    path,
    { config: reads },
    async (request): Promise<AbTestList> => ({
      tests: await listAbTests(db, workspaceOf(request).id, services.now()),
    }),
  )

  app.get<{ Querystring: { segmentId: string; mode: Mode } }>(
    `${path}/basis`,
    { config: reads, schema: { querystring: BasisQuery } },
    async (request): Promise<AbTestBasis> => {
      const { segmentId, mode } = request.query
      const basis = await readBasis(db, question(request, mode), segmentId)
      return basis ?? assertDone<never>({ kind: "segment_not_found" })
    },
  )

  app.get<{ Params: Params }>(`${path}/:testId`, { config: reads }, (request) =>
    testOf(request, request.params.testId),
  )

  app.get<{ Params: Params; Querystring: ModeQuery }>(
    `${path}/:testId/metrics`,
    { config: reads, schema: { querystring: ModeQuery } },
    async (request): Promise<AbTestMetricsAnswer> => {
      const asked = question(request, request.query.mode)
      const metrics = await readMetrics(db, asked, request.params.testId)
      return metrics ?? assertDone<never>({ kind: "ab_test_not_found" })
    },
  )

  app.post<{ Body: NewAbTest }>(
    path,
    { config: edits, schema: { body: NewBody } },
    async (request, reply) => {
      const asked = { ...request.body, name: onOneLine(request.body.name) }
      const { testId } = assertDone(await createAbTest(writer, changeOf(request), asked))
      return reply.code(201).send(await testOf(request, testId))
    },
  )

  app.patch<{ Params: Params; Body: AbTestChange }>(
    `${path}/:testId`,
    { config: edits, schema: { body: ChangeBody } },
    async (request): Promise<AbTest> => {
      const { testId } = request.params
      const { name, ...others } = request.body
      const asked = { ...others, ...(name !== undefined && { name: onOneLine(name) }) }
      assertDone(await changeAbTest(writer, changeOf(request), testId, asked))
      return testOf(request, testId)
    },
  )

  for (const [name, move] of Object.entries(moves)) {
    app.post<{ Params: Params }>(
      `${path}/:testId/${name}`,
      { config: edits, schema: { body: NoBody } },
      async (request): Promise<AbTest> => {
        const { testId } = request.params
        assertDone(await move(writer, changeOf(request), testId))
        return testOf(request, testId)
      },
    )
  }

  app.post<{ Params: Params; Body: AbTestWinner }>(
    `${path}/:testId/winner`,
    { config: edits, schema: { body: WinnerBody } },
    async (request): Promise<AbTest> => {
      const { testId } = request.params
      const asked = { ...request.body, note: request.body.note?.trim() || null }
      assertDone(await chooseWinner(writer, changeOf(request), testId, asked))
      return testOf(request, testId)
    },
  )
}
