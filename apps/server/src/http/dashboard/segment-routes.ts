import { modes } from "@holdfast/protocol"
import type {
  FlowArchiving,
  FlowList,
  FlowPreview,
  FlowSummary,
  NewFlow,
  PreviewRequest,
  ReachRequest,
  SegmentAttributes,
  SegmentChange,
  SegmentOrder,
  SegmentReach,
} from "@holdfast/protocol/dashboard"
import { segmentOperands } from "@holdfast/protocol/flow"
import type { FastifyInstance, FastifyRequest } from "fastify"
import { Type } from "typebox"
import { listFlows } from "../../flow/list/list-flows.ts"
import { previewFlow } from "../../flow/present/preview-flow.ts"
import { archiveFlow, unarchiveFlow } from "../../flow/segment/archive-flow.ts"
import { changeSegment } from "../../flow/segment/change-segment.ts"
import { createSegment } from "../../flow/segment/create-segment.ts"
import { orderSegments } from "../../flow/segment/order-segments.ts"
import { segmentReach } from "../../flow/segment/segment-reach.ts"
import { mostSegments } from "../../flow/segment/segment-store.ts"
import { suggestAttributes } from "../../flow/segment/suggest-attributes.ts"
import { workspaceOf } from "../access.ts"
import { bodyLimits } from "../bodies.ts"
import type { Services } from "../services.ts"
import { assertDone, flowChangeOf, flowWriter } from "./flow-answers.ts"
import { endAbTest, ModeQuery } from "./flow-routes.ts"
import { onOneLine, visibleName } from "./visible-name.ts"

const exact = { additionalProperties: false }
const id = Type.String({ maxLength: 500 })
export const rules = Type.Array(
  Type.Object(
    {
      attribute: Type.String(),
      operand: Type.Enum([...segmentOperands]),
      value: Type.Array(Type.String()),
      type: Type.Optional(Type.Enum(["STRING", "NUMBER", "BOOLEAN", "DATE"])),
    },
    exact,
  ),
)
const NewBody = Type.Object({ name: visibleName, rules, copyOf: id }, exact)
const ChangeBody = Type.Partial(
  Type.Object({ name: visibleName, enabled: Type.Boolean(), rules, endAbTest: Type.Boolean() }),
  exact,
)
const ArchiveBody = Type.Unsafe<FlowArchiving | null>({
  ...Type.Object({ endAbTest }, exact),
  type: ["object", "null"],
})
const OrderBody = Type.Object({ ids: Type.Array(id, { maxItems: mostSegments }) }, exact)
const orNull = <T extends "string" | "object">(type: T, rest: object = {}) =>
  Type.Unsafe({ type: [type, "null"], ...rest })
const ReachBody = Type.Object(
  { rules, mode: Type.Enum([...modes]), segmentId: orNull("string", { maxLength: 500 }) },
  exact,
)
const person = Type.Object(
  { name: Type.String({ maxLength: 500 }), email: Type.String({ maxLength: 500 }) },
  exact,
)
const PreviewBody = Type.Object(
  {
    content: Type.Unknown(),
    customer: orNull("object", { ...person, type: ["object", "null"] }),
    lang: orNull("string", { maxLength: 100 }),
  },
  exact,
)

type FlowParams = { appId: string; flowId: string }
type SegmentParams = { appId: string; segmentId: string }

/** Segments, their rules and their order, and what a content looks like; the shapes are in `flows-api.ts` of the protocol. */
export function segmentRoutes(app: FastifyInstance, services: Services): void {
  const writer = flowWriter(services)
  const { db } = services.reads
  const reads = { access: { action: "session:read" } } as const
  const edits = { access: { action: "flow:edit" } } as const
  const [flows, segments] = ["/api/workspaces/:appId/flows", "/api/workspaces/:appId/segments"]

  const changeOf = (request: FastifyRequest) => flowChangeOf(request, services.now())
  const listOf = (request: FastifyRequest, flowId?: string) =>
    listFlows(db, { workspaceId: workspaceOf(request).id, mode: "live", now: services.now() }, flowId)
  const summaryOf = async (request: FastifyRequest, flowId: string): Promise<FlowSummary> =>
    (await listOf(request, flowId))[0] ?? assertDone<never>({ kind: "flow_not_found" })

  app.post<{ Body: NewFlow }>(
    flows,
    { bodyLimit: bodyLimits.rules, config: edits, schema: { body: NewBody } },
    async (request, reply) => {
      const asked = { ...request.body, name: onOneLine(request.body.name) }
      const { flowId } = assertDone(await createSegment(writer, changeOf(request), asked))
      return reply.code(201).send(await summaryOf(request, flowId))
    },
  )

  app.post<{ Params: FlowParams; Body: FlowArchiving | null }>(
    `${flows}/:flowId/archive`,
    { config: edits, schema: { body: ArchiveBody } },
    async (request): Promise<FlowSummary> => {
      const { flowId } = request.params
      const endsTest = request.body?.endAbTest ?? false
      assertDone(await archiveFlow(writer, changeOf(request), flowId, endsTest))
      return summaryOf(request, flowId)
    },
  )

  app.post<{ Params: FlowParams }>(
    `${flows}/:flowId/unarchive`,
    { config: edits },
    async (request): Promise<FlowSummary> => {
      const { flowId } = request.params
      assertDone(await unarchiveFlow(writer, changeOf(request), flowId))
      return summaryOf(request, flowId)
    },
  )

  app.post<{ Body: PreviewRequest }>(
    `${flows}/preview`,
    { bodyLimit: bodyLimits.content, config: reads, schema: { body: PreviewBody } },
    async (request): Promise<FlowPreview> => {
      const { singleClick, maximal } = workspaceOf(request).clickToCancel
      const { flow } = assertDone(previewFlow(request.body, services.now()))
      return { ...flow, hasClickToCancel: singleClick || maximal }
    },
  )

  app.patch<{ Params: SegmentParams; Body: SegmentChange }>(
    `${segments}/:segmentId`,
    { bodyLimit: bodyLimits.rules, config: edits, schema: { body: ChangeBody } },
    async (request): Promise<FlowSummary> => {
      const { name, ...others } = request.body
      const asked = { ...others, ...(name !== undefined && { name: onOneLine(name) }) }
      const { flowId } = assertDone(
        await changeSegment(writer, changeOf(request), request.params.segmentId, asked),
      )
      return summaryOf(request, flowId)
    },
  )

  app.post<{ Body: SegmentOrder }>(
    `${segments}/order`,
    { bodyLimit: bodyLimits.address, config: edits, schema: { body: OrderBody } },
    async (request): Promise<FlowList> => {
      assertDone(await orderSegments(writer, changeOf(request), request.body.ids))
      return { flows: await listOf(request) }
    },
  )

  app.post<{ Body: ReachRequest }>(
    `${segments}/reach`,
    { bodyLimit: bodyLimits.rules, config: reads, schema: { body: ReachBody } },
    async (request): Promise<SegmentReach> => {
      const { kind: _, ...reach } = assertDone(await segmentReach(db, workspaceOf(request).id, request.body))
      return reach
    },
  )

  app.get<{ Querystring: ModeQuery }>(
    `${segments}/attributes`,
    { config: reads, schema: { querystring: ModeQuery } },
    async (request): Promise<SegmentAttributes> => ({
      attributes: await suggestAttributes(db, workspaceOf(request).id, request.query.mode),
    }),
  )
}
